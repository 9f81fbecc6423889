package org.klantbrug.notice;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.klantbrug.merger.MergerLabel;

/**
 * What stands in the fields of a notice: whole sentences, so that nothing is said of what does not
 * change. One for a merger, as it is at the moment.
 */
final class NoticeWords {
  private static final int LONGEST_NAME = 100;

  private final Companies merger;
  private final Map<Long, MergerLabel> sheets;
  private final House house;

  /** The names of who takes over, and of who is taken over. */
  record Companies(String acquirer, String acquired) {
    static Companies of(Handle handle, long mergerId) {
      return handle
          .createQuery(
              """
              select a.name as acquirer, b.name as acquired
                from merger_merger m join merger_company a on a.id = m.acquirer_id join merger_company b on b.id = m.acquired_id
               where m.id = :merger""")
          .bind("merger", mergerId)
          .map((row, context) -> new Companies(row.getString(1), row.getString(2)))
          .one();
    }
  }

  /**
   * What the house itself says.
   *
   * @param replyAddress a mailbox that people read
   * @param questions address of the page with questions and answers; null if there is none
   */
  record House(LocalDate today, String replyAddress, String questions) {}

  /**
   * @param sheets what is confirmed to change, by the keys of the sheets
   */
  NoticeWords(Companies merger, Map<Long, MergerLabel> sheets, House house) {
    this.merger = merger;
    this.sheets = sheets;
    this.house = house;
  }

  /**
   * The values for one customer, by the codes of the fields; what is not known is absent.
   *
   * @param language {@code nl} or {@code en}
   */
  Map<String, String> of(NoticeReach.Customer customer, String language) {
    var say = new Say(Locale.forLanguageTag(language));
    var label = changing(customer.sheetId());
    var values = new HashMap<String, String>();
    put(values, NoticeField.NAME, name(customer.name(), say));
    put(values, NoticeField.ACQUIRER, merger.acquirer());
    put(values, NoticeField.ACQUIRED, merger.acquired());
    put(values, NoticeField.DATE, dates(customer, say));
    put(values, NoticeField.CHANGES, changes(label, customer.both(), say));
    put(values, NoticeField.STAYS, stays(label, customer.byDebit(), say));
    put(values, NoticeField.DEBIT, debit(label, customer.byDebit(), say));
    put(values, NoticeField.CONTACT, customer.contact());
    put(values, NoticeField.PHONE, customer.phone());
    put(values, NoticeField.REPLY_ADDRESS, house.replyAddress());
    put(values, NoticeField.TODAY, say.day(house.today()));
    put(values, NoticeField.QUESTIONS, house.questions());
    return values;
  }

  private static void put(Map<String, String> values, NoticeField field, String value) {
    values.put(field.code(), value);
  }

  /** Nothing, where no sheet is. */
  private MergerLabel changing(Long sheet) {
    return sheet == null
        ? new MergerLabel(
            null, null, "", null, null, null, null, null, null, null, null, false, null)
        : sheets.get(sheet);
  }

  private static String name(String name, Say say) {
    var line = name == null ? "" : name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.isEmpty()
        ? say.words("customer")
        : line.substring(0, Math.min(LONGEST_NAME, line.length()));
  }

  /** One day for all accounts, else the day of each; who heard of others reads which these are. */
  private static String dates(NoticeReach.Customer customer, Say say) {
    var byDay = new LinkedHashMap<LocalDate, List<String>>();
    var days = customer.goes();
    for (var i = 0; i < days.size(); i++) {
      byDay.computeIfAbsent(days.get(i), day -> new ArrayList<>()).add(customer.accounts().get(i));
    }
    if (byDay.size() == 1 && !customer.heard()) {
      return say.day(days.get(0));
    }
    return byDay.entrySet().stream()
        .map(
            each -> say.words("day-of", say.day(each.getKey()), String.join(", ", each.getValue())))
        .collect(Collectors.joining(say.words("and")));
  }

  private String changes(MergerLabel label, boolean both, Say say) {
    var lines = new ArrayList<String>();
    lines.add(
        say.words(
            both ? "change-company-both" : "change-company", merger.acquirer(), merger.acquired()));
    add(lines, label.newBrand(), say, "change-brand");
    add(lines, label.termsChange(), say, "change-terms");
    add(lines, label.priceChange(), say, "change-price");
    add(lines, label.billingDayChange(), say, "change-billing-day");
    if (label.newNumbers()) {
      lines.add(say.words("change-number"));
    }
    return lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
  }

  private static void add(List<String> lines, String value, Say say, String key) {
    if (value != null && !value.isBlank()) {
      lines.add(say.words(key, value.strip()));
    }
  }

  /** Who pays himself has something to do when the account number changes. */
  private static String stays(MergerLabel label, boolean byDebit, Say say) {
    if (blank(label.termsChange()) != null || blank(label.priceChange()) != null) {
      return say.words("stays-service");
    }
    return byDebit || blank(label.newIban()) == null
        ? say.words("stays") + " " + say.words("nothing-to-do")
        : say.words("stays");
  }

  private String debit(MergerLabel label, boolean byDebit, Say say) {
    var creditor = blank(label.newCreditorId());
    var iban = blank(label.newIban());
    if (!byDebit) {
      return iban == null ? say.words("pays-same") : say.words("pays", iban);
    }
    if (creditor == null && iban == null) {
      return say.words("debit-same");
    }
    return say.words(
        "debit",
        merger.acquirer(),
        creditor == null ? "" : say.words("debit-creditor", creditor),
        iban == null ? "" : say.words("debit-iban", iban));
  }

  private static String blank(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** Says it in one language. */
  private record Say(Locale language) {
    String words(String key, Object... values) {
      var bundle =
          ResourceBundle.getBundle(
              "org.klantbrug.notice.words", language, NoticeWords.class.getClassLoader());
      return new MessageFormat(bundle.getString(key), language).format(values);
    }

    String day(LocalDate day) {
      return DateTimeFormatter.ofPattern("d MMMM yyyy", language).format(day);
    }
  }
}
