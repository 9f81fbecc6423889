package org.klantbrug.shared;

/** Reads amounts in euros, without an exception for what is wrong. */
public final class Amount {
  private static final int MOST_DIGITS = 12;

  private Amount() {}

  /**
   * An amount with a point and two decimals, as in -1234.50, or null if the text is none. Groups of
   * three may be parted by the other sign or a blank; a minus may stand behind, as ledgers do.
   *
   * @param decimalSign the comma or the point
   */
  public static String read(String text, char decimalSign) {
    var from = 0;
    var to = text.length();
    if (text.startsWith("€")) {
      from = 1;
    } else if (text.startsWith("EUR")) {
      from = 3;
    }
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    var negative = false;
    if (from < to && (text.charAt(from) == '-' || text.charAt(from) == '+')) {
      negative = text.charAt(from++) == '-';
    } else if (to > from && text.charAt(to - 1) == '-') {
      negative = true;
      to--;
    }
    var point = text.indexOf(decimalSign, from);
    var wholeEnd = point < 0 || point >= to ? to : point;
    var digits = new StringBuilder(to - from + 4);
    if (!readWhole(text, from, wholeEnd, decimalSign, digits)
        || !readDecimals(text, wholeEnd, to, digits)) {
      return null;
    }
    return negative && !isZero(digits) ? digits.insert(0, '-').toString() : digits.toString();
  }

  private static boolean readWhole(
      String text, int from, int to, char decimalSign, StringBuilder digits) {
    var groupSign = '\0';
    var inGroup = 0;
    for (var i = from; i < to; i++) {
      var sign = text.charAt(i);
      if (isDigit(sign)) {
        inGroup++;
        if (digits.length() > 0 || sign != '0') {
          digits.append(sign);
        }
      } else if (isGroupSign(sign, decimalSign) && (groupSign == '\0' || groupSign == sign)) {
        if (inGroup == 0 || inGroup > 3 || (groupSign != '\0' && inGroup != 3)) {
          return false;
        }
        groupSign = sign;
        inGroup = 0;
      } else {
        return false;
      }
    }
    if ((groupSign != '\0' && inGroup != 3) || digits.length() > MOST_DIGITS) {
      return false;
    }
    if (digits.length() == 0) {
      digits.append('0');
      return from < to || to < text.length();
    }
    return true;
  }

  private static boolean readDecimals(String text, int point, int to, StringBuilder digits) {
    digits.append('.');
    if (point >= to) {
      digits.append("00");
      return true;
    }
    var count = to - point - 1;
    if (count < 1 || count > 2) {
      return false;
    }
    for (var i = point + 1; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
      digits.append(text.charAt(i));
    }
    if (count == 1) {
      digits.append('0');
    }
    return true;
  }

  private static boolean isGroupSign(char sign, char decimalSign) {
    return isBlank(sign) || sign == (decimalSign == ',' ? '.' : ',');
  }

  private static boolean isBlank(char sign) {
    return sign == ' ' || sign == '\u00a0' || sign == '\u202f';
  }

  private static boolean isDigit(char sign) {
    return sign >= '0' && sign <= '9';
  }

  private static boolean isZero(StringBuilder digits) {
    return digits.chars().allMatch(sign -> sign == '0' || sign == '.');
  }
}
