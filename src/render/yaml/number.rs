//! Numbers as Go's YAML writes them.

/// Appends the number that JSON spells so.
///
/// Integers of 64 bits (signed or unsigned) stay integers; all others become 64-bit floats, in the fewest digits that name that
/// float, with an exponent below 1e-4 and from 1e6 on. What overflows a float keeps its spelling.
pub(super) fn write(out: &mut Vec<u8>, spelling: &str) {
    let digits = spelling.strip_prefix('-').unwrap_or(spelling);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        if spelling == "-0" {
            out.push(b'0');
            return;
        }
        if digits.len() < 19 || spelling.parse::<i64>().is_ok() || spelling.parse::<u64>().is_ok() {
            out.extend_from_slice(spelling.as_bytes());
            return;
        }
    }
    match spelling.parse::<f64>() {
        Ok(value) if value.is_finite() => write_float(out, value),
        _ => out.extend_from_slice(spelling.as_bytes()),
    }
}

/// Appends a finite float.
fn write_float(out: &mut Vec<u8>, value: f64) {
    // serde_json finds the shortest digits and, of two candidates equally near, takes the even one, as Go does; the standard
    // library takes the larger.
    let mut shortest = [0u8; 40];
    let mut rest = &mut shortest[..];
    if serde_json::to_writer(&mut rest, &value).is_err() {
        return;
    }
    let unused = rest.len();
    let (negative, decimal) = Decimal::of(&shortest[..shortest.len() - unused]);
    if negative {
        out.push(b'-');
    }
    decimal.write(out);
}

/// The number 0.d1d2d3… times ten to the power of `point`, without zeros at either end of its digits unless it is zero.
struct Decimal {
    digits: [u8; 40],
    length: usize,
    point: i32,
}

impl Decimal {
    /// Takes a JSON number apart, and tells whether it is negative.
    fn of(spelling: &[u8]) -> (bool, Decimal) {
        let mut decimal = Decimal { digits: [b'0'; 40], length: 0, point: 0 };
        let mut negative = false;
        let mut in_fraction = false;
        let mut exponent: i32 = 0;
        for (at, byte) in spelling.iter().enumerate() {
            match byte {
                b'-' => negative = true,
                b'.' => in_fraction = true,
                b'e' | b'E' => {
                    exponent = std::str::from_utf8(&spelling[at + 1..]).ok().and_then(|text| text.parse().ok()).unwrap_or(0);
                    break;
                }
                b'0' if decimal.length == 0 => decimal.point -= i32::from(in_fraction),
                digit => {
                    decimal.digits[decimal.length] = *digit;
                    decimal.length += 1;
                    decimal.point += i32::from(!in_fraction);
                }
            }
        }
        decimal.point += exponent;
        while decimal.length > 0 && decimal.digits[decimal.length - 1] == b'0' {
            decimal.length -= 1;
        }
        if decimal.length == 0 {
            decimal.point = 1;
            decimal.length = 1;
        }
        (negative, decimal)
    }

    /// Appends it as Go's `%g` in shortest form.
    fn write(&self, out: &mut Vec<u8>) {
        let digits = &self.digits[..self.length];
        let exponent = self.point - 1;
        if !(-4..6).contains(&exponent) {
            out.push(digits[0]);
            if digits.len() > 1 {
                out.push(b'.');
                out.extend_from_slice(&digits[1..]);
            }
            out.extend_from_slice(if exponent < 0 { b"e-" } else { b"e+" });
            let exponent = exponent.unsigned_abs();
            if exponent < 10 {
                out.push(b'0');
            }
            out.extend_from_slice(exponent.to_string().as_bytes());
            return;
        }
        let whole = usize::try_from(self.point).unwrap_or(0);
        if whole == 0 {
            out.extend_from_slice(b"0.");
            out.resize(out.len() + self.point.unsigned_abs() as usize, b'0');
            out.extend_from_slice(digits);
        } else if whole >= digits.len() {
            out.extend_from_slice(digits);
            out.resize(out.len() + whole - digits.len(), b'0');
        } else {
            out.extend_from_slice(&digits[..whole]);
            out.push(b'.');
            out.extend_from_slice(&digits[whole..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(spelling: &str, expect: &str) {
        let mut out = Vec::new();
        write(&mut out, spelling);
        assert_eq!(String::from_utf8(out).unwrap(), expect, "{spelling}");
    }

    #[test]
    fn integers_of_64_bits_stay() {
        check("0", "0");
        check("-0", "0");
        check("9223372036854775808", "9223372036854775808");
        check("18446744073709551615", "18446744073709551615");
        check("-9223372036854775808", "-9223372036854775808");
        check("18446744073709551616", "1.8446744073709552e+19");
        check("-9223372036854775809", "-9.223372036854776e+18");
    }

    #[test]
    fn floats_are_gos() {
        check("1.0", "1");
        check("-0.0", "-0");
        check("0e5", "0");
        check("1e5", "100000");
        check("1E6", "1e+06");
        check("100000.5", "100000.5");
        check("1234567.5", "1.2345675e+06");
        check("0.0001", "0.0001");
        check("0.00001250", "1.25e-05");
        check("-2.50e-300", "-2.5e-300");
        check("892725735532454.25", "8.927257355324542e+14");
        check("5e-400", "0");
    }

    #[test]
    fn what_overflows_keeps_its_spelling() {
        check("1e400", "1e400");
        check("-1.50E+999", "-1.50E+999");
    }
}
