package org.klantbrug.privacy.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.klantbrug.privacy.Dossiers;

/**
 * What of a dossier stands on paper, in the order in which a customer reads it: chapters, each with
 * its parts, rows by their time, and nothing twice. What it leaves out is in the dossier as data.
 */
final class DossierSheet {
  /** Rows of these only count what others say in words, or only a machine reads them. */
  private static final Set<String> NOT_ON_PAPER =
      Set.of("contact_promise_work", "outbound_event", "sla_event", "complaint_link");

  /** Columns that mean something to us alone. */
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "identity_id",
          "promise_id",
          "subject_kind",
          "registered_at",
          "changed_at",
          "detected_type",
          "size",
          "size_bytes",
          "media_type",
          "fields");

  /** Tables of which the number is one that the customer reads on his papers. */
  private static final Set<String> NUMBERED =
      Set.of(
          "customer_identity",
          "contract_contract",
          "contract_invoice",
          "contract_arrangement",
          "contract_mandate",
          "merger_staged_customer");

  /** By which rows are put in order; the first that a row has. */
  private static final List<String> TIMES =
      List.of(
          "at",
          "occurred_at",
          "received_at",
          "received_on",
          "written_at",
          "raised_at",
          "made_at",
          "asked_at",
          "issued_on",
          "start_date",
          "valid_from",
          "signed_on",
          "begun_at",
          "linked_at",
          "created_at",
          "added_at",
          "reported_at",
          "placed_at",
          "noted_at",
          "first_due_on");

  /** A chapter by the tables it tells of; what is in none of them stands in the last. */
  enum Chapter {
    WHO(
        "customer_party",
        "customer_identity",
        "customer_identity_past",
        "merger_staged_customer",
        "customer_correction"),
    CONTRACTS(
        "contract_contract",
        "contract_role",
        "contract_invoice",
        "contract_arrangement",
        "contract_mandate",
        "merger_staged_contract",
        "merger_staged_role",
        "merger_staged_invoice",
        "merger_staged_arrangement",
        "merger_staged_mandate"),
    CONTACTS(
        "contact_contact",
        "contact_note",
        "contact_question",
        "contact_draft",
        "contact_promise",
        "contact_promise_event",
        "contact_exception",
        "contact_document",
        "merger_staged_contact",
        "merger_staged_promise",
        "merger_staged_document"),
    COMPLAINTS(
        "complaint_complaint",
        "complaint_online",
        "complaint_event",
        "complaint_part",
        "complaint_pause",
        "complaint_leniency",
        "complaint_dispute",
        "transfer_held_complaint",
        "merger_staged_complaint",
        "attachment_file"),
    MESSAGES("outbound_message", "mailbox_message"),
    SIGNALS(
        "signal_signal",
        "signal_event",
        "signal_customer",
        "signal_told",
        "signal_mailing",
        "signal_letters",
        "outbound_offer_block",
        "outbound_offer_answer"),
    HANDLED();

    private final List<String> tables;

    Chapter(String... tables) {
      this.tables = List.of(tables);
    }

    private static Chapter of(String table) {
      for (var chapter : values()) {
        if (chapter.tables.contains(table)) {
          return chapter;
        }
      }
      return HANDLED;
    }
  }

  /**
   * What one table says.
   *
   * @param rows values by column, as the dossier has them
   */
  record Part(String table, List<Map<String, Object>> rows) {}

  /** What was shown already: each column with its value, whatever table it came from. */
  private final Set<Map.Entry<String, String>> shown = new HashSet<>();

  private final Set<Set<Map.Entry<String, String>>> rowsShown = new HashSet<>();

  private DossierSheet() {}

  /** The chapters that say something, in their order. */
  static Map<Chapter, List<Part>> of(Dossiers.Dossier dossier) {
    var sheet = new DossierSheet();
    var chapters = new LinkedHashMap<Chapter, List<Part>>();
    for (var chapter : Chapter.values()) {
      var parts =
          dossier.parts().stream()
              .filter(part -> !NOT_ON_PAPER.contains(part.table()))
              .filter(part -> Chapter.of(part.table()) == chapter)
              .sorted(Comparator.comparingInt(part -> place(chapter, part.table())))
              .map(sheet::part)
              .filter(part -> !part.rows().isEmpty())
              .toList();
      if (!parts.isEmpty()) {
        chapters.put(chapter, parts);
      }
    }
    return chapters;
  }

  private static int place(Chapter chapter, String table) {
    var at = chapter.tables.indexOf(table);
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  /** Of what one company knows, only what does not stand above already. */
  private Map<String, Object> besides(String table, Map<String, Object> row) {
    if (table.equals("customer_identity")) {
      row.entrySet()
          .removeIf(each -> shown.contains(Map.entry(each.getKey(), each.getValue().toString())));
    }
    return row;
  }

  private Part part(Dossiers.Part part) {
    var rows = new ArrayList<Map<String, Object>>();
    part.rows().stream()
        .sorted(Comparator.comparing(DossierSheet::time))
        .map(row -> told(part.table(), row))
        .map(row -> besides(part.table(), row))
        .filter(row -> isNew(part.table(), row))
        .forEach(rows::add);
    return new Part(part.table(), rows);
  }

  /** The moment of a row; empty for what has none, and then comes first. */
  private static String time(Map<String, Object> row) {
    return TIMES.stream()
        .map(row::get)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst()
        .orElse("");
  }

  private static Map<String, Object> told(String table, Map<String, Object> row) {
    var told = new LinkedHashMap<String, Object>();
    TIMES.stream().filter(row::containsKey).forEach(time -> keep(told, table, time, row.get(time)));
    row.forEach((column, value) -> keep(told, table, column, value));
    return told;
  }

  private static void keep(Map<String, Object> told, String table, String column, Object value) {
    var silent =
        value == null
            || value.toString().isBlank()
            || value.toString().equals("[]")
            || value.toString().equals("{}")
            || KEYS.contains(column) && !(column.equals("id") && table.equals("customer_identity"))
            || column.equals("source_key") && !NUMBERED.contains(table);
    if (!silent) {
      told.putIfAbsent(column, value);
    }
  }

  /**
   * Whether a row says what no other did: a copy of a delivered line is left out where its record
   * stands above, and so is a row that is like another in all it says.
   */
  private boolean isNew(String table, Map<String, Object> row) {
    var said = new LinkedHashSet<Map.Entry<String, String>>();
    row.forEach((column, value) -> said.add(Map.entry(column, value.toString())));
    said.removeIf(each -> each.getKey().equals("id"));
    var copied = table.startsWith("merger_staged_") && shown.containsAll(said);
    shown.addAll(said);
    return !said.isEmpty() && !copied && rowsShown.add(said);
  }
}
