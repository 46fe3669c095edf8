//! Rows of contact boxes.

use crate::record::Contact;
use crate::release::ContactMention;

/// The rows, each once, in order.
pub(super) fn rows(found: Vec<ContactMention>) -> Vec<Contact> {
    let mut rows: Vec<Contact> = Vec::new();
    for row in found {
        let contact = Contact {
            department: row.department,
            name: row.name,
            title: row.title,
            phone: row.phone,
            email: row.email,
        };
        if !rows.contains(&contact) {
            rows.push(contact);
        }
    }
    rows
}
