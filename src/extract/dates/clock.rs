//! Times of day, which stand between a date and its 부터 or `~`.

use super::scan::Scan;

/// Past a time of day after `at`: ` 18:00`, ` 오전 10시 30분`, `(14:00)`.
pub(super) fn past(scan: Scan<'_>, at: usize) -> Option<usize> {
    const PARTS: [&str; 10] = [
        "오전", "오후", "낮", "밤", "새벽", "저녁", "정오", "자정", "AM", "PM",
    ];
    let mut next = scan.gap(scan.mark(at, ".,").unwrap_or(at));
    let bracket = scan.mark(next, "(");
    next = bracket.unwrap_or(next);
    let named = scan.one_of(next, &PARTS);
    if let Some(end) = named {
        next = scan.gap(end);
    }
    let end = match scan.number(next) {
        Some(hour) if hour.width <= 2 && hour.value <= 24 => match scan.char(hour.end) {
            Some(':') => {
                scan.number(hour.end + 1)
                    .filter(|minute| minute.width == 2)?
                    .end
            }
            _ => {
                let end = scan.word(scan.gap(hour.end), "시")?;
                match scan.number(scan.gap(end)) {
                    Some(minute) if minute.value < 60 => {
                        scan.word(scan.gap(minute.end), "분").unwrap_or(end)
                    }
                    _ => end,
                }
            }
        },
        _ => named?,
    };
    match bracket {
        Some(_) => scan.mark(scan.gap(end), ")"),
        None => Some(end),
    }
}
