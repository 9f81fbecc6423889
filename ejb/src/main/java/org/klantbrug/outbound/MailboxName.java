package org.klantbrug.outbound;

import java.util.Locale;
import java.util.Set;

/**
 * Which mailbox an address leads to: capitals do not count, nor what stands behind a plus, nor dots
 * with the providers that pass over them. It tells mailboxes apart; nothing is ever sent to it.
 */
final class MailboxName {
  /** Dots in a name do not count. Source: Gmail help, "Dots don't matter in Gmail addresses". */
  private static final Set<String> WITHOUT_DOTS = Set.of("gmail.com", "googlemail.com");

  private MailboxName() {}

  static String of(String address) {
    var plain = address.strip().toLowerCase(Locale.ROOT);
    var at = plain.lastIndexOf('@');
    if (at < 0) {
      return plain;
    }
    var name = plain.substring(0, at).replaceFirst("\\+.*$", "");
    var host = plain.substring(at + 1);
    return WITHOUT_DOTS.contains(host) ? name.replace(".", "") + "@gmail.com" : name + "@" + host;
  }

  /** SQL: the same of an address in a column. */
  static String sql(String column) {
    return """
        case when lower(%1$s) ~ '@(gmail|googlemail)\\.com$'
             then replace(regexp_replace(split_part(lower(%1$s), '@', 1), '\\+.*$', ''), '.', '') || '@gmail.com'
             else regexp_replace(lower(%1$s), '\\+[^@]*@', '@') end\
        """
        .formatted(column);
  }
}
