//! Cuts text into tokens: Korean morphemes by lindera and ko-dic, English words by Unicode rules.
