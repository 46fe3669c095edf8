//! Where the release stands on a page, by the density of running text.
//!
//! Lines of prose count for it, short lines and links against it; the stretch of lines with the highest sum is the
//! release (a maximum subarray, as in Pasternack and Roth, "Extracting Article Text from the Web with Maximum
//! Subsequence Segmentation", WWW 2009). The smallest element that holds nearly all of the stretch then gives its
//! beginning and its end.

use std::ops::Range;

use super::lines::{Line, Page};

/// Letters from which a line counts as prose.
const PROSE: usize = 30;

/// What a short line counts.
const SHORT: i64 = -6;

/// What a line of links counts, and each character of it.
const LINKS: i64 = -60;
const LINKED: i64 = -2;

/// How much of the stretch, in hundredths, an element has to hold to stand for it.
const HOLDS: i64 = 95;

/// The lines of `page` that are the release: all of them where none is prose.
pub(super) fn find(page: &Page) -> Range<usize> {
    let Some(best) = densest(&page.lines) else {
        return 0..page.lines.len();
    };
    let held = held(page, best.clone());
    let element = smallest(page, &held);
    let Some(block) = page.elements.get(element) else {
        return best;
    };
    let inside = |line: &Line| (element..block.end).contains(&line.element);
    let mut main = best;
    // Where no element but the whole page holds the release, links are where it ends.
    let whole = block.is_body || block.parent == element;
    let belongs = |line: &Line| inside(line) && !(whole && is_links(line));
    while let Some(line) = main.start.checked_sub(1).and_then(|i| page.lines.get(i))
        && belongs(line)
    {
        main.start -= 1;
    }
    while let Some(line) = page.lines.get(main.end)
        && belongs(line)
    {
        main.end += 1;
    }
    // Lines of the stretch that the element does not hold are what stands next to the release.
    while main.len() > 1 && page.lines.get(main.start).is_some_and(|line| !inside(line)) {
        main.start += 1;
    }
    while main.len() > 1
        && page
            .lines
            .get(main.end - 1)
            .is_some_and(|line| !inside(line))
    {
        main.end -= 1;
    }
    main
}

fn is_links(line: &Line) -> bool {
    line.linked * 2 > line.chars
}

fn score(line: &Line) -> i64 {
    if is_links(line) {
        return LINKS + LINKED * line.chars as i64;
    }
    let ends = line
        .text
        .trim_end()
        .trim_end_matches(['”', '’', '"', '\'', ')'])
        .ends_with(['.', '?', '!', '。']);
    if line.letters >= PROSE || ends && line.letters * 2 >= PROSE {
        line.letters as i64
    } else {
        SHORT
    }
}

/// The stretch of lines with the highest sum (Kadane's algorithm), where one is above zero.
fn densest(lines: &[Line]) -> Option<Range<usize>> {
    let (mut best, mut range) = (0, None);
    let (mut sum, mut start) = (0, 0);
    for (i, line) in lines.iter().enumerate() {
        if sum <= 0 {
            (sum, start) = (0, i);
        }
        sum += score(line);
        if sum > best {
            (best, range) = (sum, Some(start..i + 1));
        }
    }
    range
}

/// How much of the stretch each element holds, in and below it.
fn held(page: &Page, stretch: Range<usize>) -> Vec<i64> {
    let mut held = vec![0; page.elements.len()];
    for line in page.lines.get(stretch).unwrap_or(&[]) {
        if let Some(held) = held.get_mut(line.element) {
            *held += score(line).max(0);
        }
    }
    // Every element comes after the one that it stands in.
    for (i, element) in page.elements.iter().enumerate().skip(1).rev() {
        let own = held.get(i).copied().unwrap_or(0);
        if let Some(parent) = held.get_mut(element.parent) {
            *parent += own;
        }
    }
    held
}

/// The smallest element that holds nearly all that the page holds.
fn smallest(page: &Page, held: &[i64]) -> usize {
    let all = held.first().copied().unwrap_or(0);
    let mut smallest = 0;
    for (i, held) in held.iter().enumerate().skip(1) {
        let within = page.elements.get(i).is_some_and(|e| e.parent == smallest);
        if within && held * 100 >= all * HOLDS {
            smallest = i;
        }
    }
    smallest
}
