-- What makes questions about facts fast. Made once all is in: to sort is cheaper than to keep sorted. Not so for releases, whose text
-- would have to be read again.
CREATE INDEX IF NOT EXISTS organizations_by_id ON organizations (id);
CREATE INDEX IF NOT EXISTS people_by_id ON people (id);
CREATE INDEX IF NOT EXISTS policies_by_id ON policies (id);
CREATE INDEX IF NOT EXISTS aliases_by_organization ON aliases (organization);
CREATE INDEX IF NOT EXISTS dates_by_day ON dates (first_day, last_day);
CREATE INDEX IF NOT EXISTS relations_by_subject ON relations (subject);
CREATE INDEX IF NOT EXISTS relations_by_object ON relations (object);
