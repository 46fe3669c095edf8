-- What makes questions fast. Made once all is in: to sort is cheaper than to keep sorted.
CREATE INDEX IF NOT EXISTS releases_by_id ON releases (id, published, issuer);
CREATE INDEX IF NOT EXISTS releases_by_day ON releases (published, id, issuer);
CREATE INDEX IF NOT EXISTS releases_by_issuer ON releases (issuer, published, id);
CREATE INDEX IF NOT EXISTS releases_by_fingerprint ON releases (fingerprint, id);
CREATE INDEX IF NOT EXISTS organizations_by_id ON organizations (id);
CREATE INDEX IF NOT EXISTS people_by_id ON people (id);
CREATE INDEX IF NOT EXISTS policies_by_id ON policies (id);
CREATE INDEX IF NOT EXISTS aliases_by_organization ON aliases (organization);
CREATE INDEX IF NOT EXISTS dates_by_day ON dates (first_day, last_day);
CREATE INDEX IF NOT EXISTS relations_by_subject ON relations (subject);
CREATE INDEX IF NOT EXISTS relations_by_object ON relations (object);
