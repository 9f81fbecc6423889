package org.klantbrug.merger.reading;

/** One e-mail address, as people have them: no name before it, no second one behind it. */
final class Email {
  private static final int LONGEST = 254; // RFC 5321, 4.5.3.1.3

  private Email() {}

  /** Whether the text is one address with a domain of at least two parts. */
  static boolean isOne(String text) {
    var at = text.indexOf('@');
    if (at < 1 || at != text.lastIndexOf('@') || text.length() > LONGEST) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      if (!isAllowed(text.charAt(i))) {
        return false;
      }
    }
    var lastDot = text.lastIndexOf('.');
    return text.charAt(0) != '.'
        && text.charAt(at - 1) != '.'
        && lastDot > at + 1
        && lastDot < text.length() - 2
        && text.indexOf("..") < 0
        && text.charAt(at + 1) != '.'
        && text.charAt(at + 1) != '-';
  }

  private static boolean isAllowed(char sign) {
    return sign > ' '
        && sign != 0x7f
        && "()<>[]:;,\\\"".indexOf(sign) < 0
        && !Character.isWhitespace(sign)
        && !Character.isISOControl(sign);
  }
}
