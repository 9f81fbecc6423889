package org.klantbrug.merger.reading;

/** Tells bytes that are text in a charset from bytes that are not, without decoding them. */
enum TextBytes {
  /** The Unicode Standard, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF. */
  UTF_8 {
    @Override
    boolean isValid(byte[] bytes, int start, int end) {
      for (var at = start; at < end; ) {
        var lead = bytes[at] & 0xff;
        if (lead < 0x80) {
          at++;
        } else {
          var length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
          if (length == 0 || at + length > end || !continues(bytes, at, length, lead)) {
            return false;
          }
          at += length;
        }
      }
      return true;
    }

    private boolean continues(byte[] bytes, int at, int length, int lead) {
      var second = bytes[at + 1] & 0xff;
      var least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
      var most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
      if (second < least || second > most) {
        return false;
      }
      for (var i = 2; i < length; i++) {
        if ((bytes[at + i] & 0xC0) != 0x80) {
          return false;
        }
      }
      return true;
    }
  },

  /** Five bytes mean nothing in windows-1252. */
  WINDOWS_1252 {
    @Override
    boolean isValid(byte[] bytes, int start, int end) {
      for (var at = start; at < end; at++) {
        switch (bytes[at] & 0xff) {
          case 0x81, 0x8D, 0x8F, 0x90, 0x9D:
            return false;
          default:
        }
      }
      return true;
    }
  };

  abstract boolean isValid(byte[] bytes, int start, int end);
}
