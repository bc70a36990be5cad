//! Secrets that their form gives away, wherever they stand.

/// What a secret of such a form begins with, how long the rest of it is at least, and what it is.
const KNOWN: &[(&str, usize, &str)] = &[
    ("ghp_", 36, "a GitHub token"),
    ("gho_", 36, "a GitHub token"),
    ("ghs_", 36, "a GitHub token"),
    ("github_pat_", 40, "a GitHub token"),
    ("glpat-", 20, "a GitLab token"),
    ("sk_live_", 20, "a live key of Stripe"),
    ("rk_live_", 20, "a live key of Stripe"),
    ("xoxb-", 20, "a token of Slack"),
    ("xoxp-", 20, "a token of Slack"),
    ("sb_secret_", 20, "a secret key of Supabase"),
];

const PRIVATE_KEY: &str = "PRIVATE KEY-----";

/// Where the first such secret stands in a text, and what it is.
pub(super) fn find(text: &str) -> Option<(std::ops::Range<usize>, &'static str)> {
    if let Some(at) = text.find(PRIVATE_KEY).and_then(|end| text.get(..end)?.rfind("-----BEGIN ")) {
        return Some((at..at + "-----BEGIN".len(), "a private key"));
    }
    words(text).find_map(|(at, word)| Some((at..at + word.len(), what_is(word)?)))
}

/// The longest pieces of a text that have nothing but what tokens are made of.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let words = text.split(move |c: char| !is_part(c)).filter(|word| word.len() > 20);
    words.map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn what_is(word: &str) -> Option<&'static str> {
    if is_secret_web_token(word) {
        return Some("a JSON Web Token");
    }
    let random = |rest: &str, length: usize| {
        rest.len() >= length && rest.contains(|c: char| c.is_ascii_digit()) && !is_one_letter(rest)
    };
    let known = KNOWN
        .iter()
        .find(|(start, length, _)| word.strip_prefix(start).is_some_and(|rest| random(rest, *length)));
    known.map(|(_, _, what)| *what)
}

/// `ghp_xxxxxxxxxx` stands for one in an example.
fn is_one_letter(text: &str) -> bool {
    let first = text.chars().next();
    text.chars().all(|c| Some(c) == first)
}

/// Three parts, of which the first says how it is signed. One for whoever is not signed in is public.
fn is_secret_web_token(word: &str) -> bool {
    let mut parts = word.split('.');
    let (Some(header), Some(claims), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let says = |part: &str, wanted: &str| decoded(part).is_some_and(|json| json.contains(wanted));
    let is_signed = says(header, "\"alg\"") && !signature.is_empty();
    is_signed && decoded(claims).is_some() && !says(claims, "\"role\":\"anon\"")
}

/// What base64url stands for, where that is a JSON object without blanks between its parts.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let (mut bits, mut count) = (0_u32, 0_u32);
    for letter in part.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    (text.starts_with('{') && text.ends_with('}')).then_some(text)
}
