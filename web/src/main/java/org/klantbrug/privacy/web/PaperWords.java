package org.klantbrug.privacy.web;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Texts;

/** What a customer reads where our systems keep a code, an amount or a moment. */
final class PaperWords {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*|[a-z]+([A-Z][a-z]+)*");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*");

  private static final Locale DUTCH = Locale.forLanguageTag("nl-NL");

  /** English where amounts are in euro. */
  private static final Locale ENGLISH = Locale.forLanguageTag("en-IE");

  private static final Set<String> AMOUNTS =
      Set.of("amount", "monthly_amount", "total_invoiced", "open_amount", "term_amount");

  /** Columns of which a value is never a code, whatever it looks like. */
  private static final Set<String> PROSE =
      Set.of("text", "words", "body", "name", "subject_line", "product", "city", "raw", "label");

  /** By table and column, where the same column means something else elsewhere. */
  private static final Map<String, List<String>> OF_TABLE =
      Map.ofEntries(
          Map.entry("contact_promise.state", List.of("promise.state.")),
          Map.entry("contact_promise_event.kind", List.of("promise.event.")),
          Map.entry("contact_promise_event.note", List.of("promise.confirm.way.")),
          Map.entry("contact_exception.state", List.of("contact.exception.state.")),
          Map.entry("complaint_leniency.state", List.of("complaint.leniency.")),
          Map.entry("complaint_complaint.experience", List.of("complaint.experience.")),
          Map.entry("complaint_complaint.emotion", List.of("complaint.emotion.")),
          Map.entry("complaint_complaint.stage", List.of("complaint.stage.")),
          Map.entry("complaint_event.kind", List.of("complaint.event.")),
          Map.entry(
              "complaint_event.how",
              List.of("value.channel.", "complaint.weight.", "complaint.cause.", "mail.purpose.")),
          Map.entry("complaint_pause.ended_how", List.of("complaint.resumed.")),
          Map.entry("complaint_dispute.state", List.of("complaint.dispute-state.")),
          Map.entry("complaint_dispute.ground", List.of("complaint.dispute-ground.")),
          Map.entry("complaint_dispute.verdict", List.of("complaint.verdict.")),
          Map.entry("customer_correction.state", List.of("customer.correction.state.")),
          Map.entry("customer_correction.subject", List.of("customer.subject.")),
          Map.entry("customer_identity_check.purpose", List.of("customer.purpose.")),
          Map.entry("customer_identity_check.question", List.of("customer.ask.")),
          Map.entry("customer_identity_check.how", List.of("customer.way.")),
          Map.entry("customer_party_link.reason", List.of("customer.linked.")),
          Map.entry("customer_party_link.ended_reason", List.of("customer.linked.")),
          Map.entry("privacy_incident.state", List.of("leak.state.")),
          Map.entry("privacy_incident.risk", List.of("leak.risk.")),
          Map.entry("outbound_message.state", List.of("mail.state.")),
          Map.entry("outbound_message.purpose", List.of("mail.purpose.")),
          Map.entry("outbound_offer_answer.answer", List.of("offer.answer.")),
          Map.entry("mailbox_message.outcome", List.of("mailbox.outcome.")),
          Map.entry("signal_signal.state", List.of("signal.state.")),
          Map.entry("signal_signal.kind", List.of("signal.kind.")),
          Map.entry("signal_event.kind", List.of("signal.event.")),
          Map.entry("signal_told.kind", List.of("signal.was.")),
          Map.entry("signal_mailing.state", List.of("signal.mailing.")),
          Map.entry("signal_mailing.purpose", List.of("mail.purpose.")),
          Map.entry("sla_clock.state", List.of("clock.state.")),
          Map.entry("sla_clock.stage", List.of("stage.")),
          Map.entry("work_item.kind", List.of("step.")),
          Map.entry("work_item.state", List.of("work.state.")),
          Map.entry("work_item.outcome", List.of("outcome.")),
          Map.entry("attachment_file.state", List.of("attachment.state.")),
          Map.entry("privacy_request.kind", List.of("privacy.kind.")),
          Map.entry("privacy_request.state", List.of("privacy.state.")),
          Map.entry("wave_member.state", List.of("wave.member.")),
          Map.entry("wave_member.split", List.of("wave.split.")),
          Map.entry("wave_event.kind", List.of("wave.event.")),
          Map.entry("wave_guard_result.code", List.of("wave.guard.")));

  /** What may stand behind an entry of the access log. */
  private static final List<String> LOGGED =
      List.of(
          "customer.purpose.",
          "customer.group.",
          "customer.ask.",
          "customer.way.",
          "verdict.",
          "value.channel.",
          "complaint.event.",
          "privacy.kind.");

  private static final Map<String, List<String>> OF_COLUMN =
      Map.ofEntries(
          Map.entry("channel", List.of("value.channel.")),
          Map.entry("told_how", List.of("value.channel.", "promise.confirm.way.")),
          Map.entry("passed_on_how", List.of("value.channel.")),
          Map.entry("how", List.of("value.channel.", "customer.way.", "mail.purpose.")),
          Map.entry("reach_by", List.of("online.reach.")),
          Map.entry("preferred_channel", List.of("value.preferred_channel.", "value.channel.")),
          Map.entry("topic", List.of("contact.topic.")),
          Map.entry("answer", List.of("contact.answer.", "contact.exception.answer.")),
          Map.entry("result", List.of("contact.result.")),
          Map.entry("experience", List.of("contact.experience.")),
          Map.entry("emotion", List.of("contact.emotion.", "complaint.emotion.")),
          Map.entry("regime_code", List.of("complaint.regime.")),
          Map.entry("severity", List.of("complaint.weight.")),
          Map.entry("impact", List.of("complaint.weight.")),
          Map.entry("cause", List.of("complaint.cause.")),
          Map.entry("decision", List.of("complaint.decision.")),
          Map.entry("origin", List.of("signal.origin.")),
          Map.entry("phase", List.of("wave.phase.")),
          Map.entry("verified", List.of("customer.way.")),
          Map.entry("language", List.of("language.")),
          Map.entry("matched", List.of("customer.matched.")),
          Map.entry("field", List.of("customer.group.", "field.")),
          Map.entry("source_key", List.of()));

  private final Texts texts;
  private final PrivacyWords words;

  PaperWords(Texts texts, PrivacyWords words) {
    this.texts = texts;
    this.words = words;
  }

  /** What an entry of the access log says: what happened, and why where that is a code. */
  String logged(Object action, Object purpose) {
    var kept = purpose == null ? "" : purpose.toString();
    var entry = new Audit.Entry(0, null, null, null, String.valueOf(action), null, null, kept);
    var why =
        Stream.of(kept.split(" "))
            .flatMap(code -> known(LOGGED, code))
            .distinct()
            .collect(Collectors.joining(", "));
    var what = texts.code("audit.action.", entry.deed());
    return why.isEmpty() ? what : what + ": " + why;
  }

  /** What a column is called. */
  String column(String column) {
    return words.column(column);
  }

  /** What the rows of a table are. */
  String place(String table) {
    return words.place(table);
  }

  /** Another text of the paper. */
  String tell(String key, Object... values) {
    return texts.say("privacy.paper." + key, values);
  }

  /** The language of the paper: {@code nl} or {@code en}. */
  String language() {
    return texts.locale().getLanguage();
  }

  /** What a value is called. */
  String value(String table, String column, Object value) {
    if (value instanceof Boolean yes) {
      return texts.say("privacy.paper." + (yes ? "yes" : "no"));
    }
    if (value instanceof Number number) {
      return AMOUNTS.contains(column)
          ? money(new BigDecimal(number.toString()))
          : texts.number(number);
    }
    if (value instanceof Map<?, ?> fields) {
      return fields.entrySet().stream()
          .filter(each -> each.getValue() != null && !each.getValue().toString().isBlank())
          .map(
              each ->
                  words.column(each.getKey().toString())
                      + ": "
                      + value(table, each.getKey().toString(), each.getValue()))
          .collect(Collectors.joining("\n"));
    }
    if (value instanceof Collection<?> several) {
      return several.stream()
          .map(each -> value(table, column, each))
          .collect(Collectors.joining(", "));
    }
    return text(table, column, value.toString());
  }

  private String text(String table, String column, String text) {
    if (MOMENT.matcher(text).matches()) {
      return moment(OffsetDateTime.parse(text).toInstant());
    }
    if (DAY.matcher(text).matches()) {
      return day(LocalDate.parse(text));
    }
    return !PROSE.contains(column) && CODE.matcher(text).matches()
        ? code(table, column, text)
        : text;
  }

  /** A code that no family knows stands there as words that can at least be read. */
  private String code(String table, String column, String code) {
    return Stream.of(
            OF_TABLE.getOrDefault(table + "." + column, List.of()),
            OF_COLUMN.getOrDefault(column, List.of()),
            List.of("value." + column + "."))
        .flatMap(families -> known(families, code))
        .findFirst()
        .orElseGet(
            () -> code.contains("_") ? code.toLowerCase(Locale.ROOT).replace('_', ' ') : code);
  }

  /** What the first of these families that knows a code calls it; some lead a line on a screen. */
  private Stream<String> known(List<String> families, String code) {
    return families.stream()
        .map(family -> texts.code(family, code))
        .filter(said -> !said.equals(code))
        .map(said -> said.replaceFirst("\\s*:$", ""))
        .limit(1);
  }

  private String money(BigDecimal amount) {
    var format = NumberFormat.getCurrencyInstance("nl".equals(language()) ? DUTCH : ENGLISH);
    format.setCurrency(Currency.getInstance("EUR"));
    return format.format(amount);
  }

  /** A moment, to the minute. Dutch time. */
  String moment(Instant at) {
    var here = at.atZone(BusinessClock.ZONE);
    return texts.say(
        "privacy.paper.at",
        day(here.toLocalDate()),
        DateTimeFormatter.ofPattern("HH:mm").format(here));
  }

  /** A day, in full. */
  String day(LocalDate day) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", texts.locale()).format(day);
  }
}
