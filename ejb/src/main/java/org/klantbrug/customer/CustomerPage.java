package org.klantbrug.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The head of a customer: who he is and where each value comes from.
 *
 * @param number the customer number that we show
 * @param name as it is shown; null when no company gave one
 * @param values golden values by column of the customer, only those that there are
 * @param version to give back when a value is set
 * @param identities the customer at each company, ours first
 */
public record CustomerPage(
    long partyId,
    String number,
    String name,
    Map<String, GoldenValue> values,
    Instant goldenAt,
    int version,
    List<Identity> identities) {

  /**
   * A value and its origin.
   *
   * @param value as text; a date as yyyy-mm-dd
   * @param rule the survivorship rule, FULLEST for a name that passed it by, ONLY_SOURCE, or HAND
   * @param origin where it was delivered; null if set by hand
   * @param setBy staff id if set by hand, else null
   * @param setAt if set by hand, else null
   * @param setByName name of who set it by hand, else null
   */
  public record GoldenValue(
      String value, String rule, Origin origin, Long setBy, Instant setAt, String setByName) {

    private GoldenValue masked(String field) {
      return new GoldenValue(Mask.of(field, value), rule, origin, setBy, setAt, setByName);
    }

    /** Whether deliveries leave this value alone. */
    public boolean locked() {
      return rule.equals("HAND");
    }
  }

  /**
   * From which company, file, line and key something came.
   *
   * @param fileName null when it was made at our own desk
   */
  public record Origin(
      long companyId,
      String company,
      boolean ours,
      String fileName,
      Long lineNo,
      String sourceKey) {}

  /**
   * Whether he came over and that was taken back: he is no customer of ours, and shown only because
   * of what our own desk did for him.
   */
  public boolean isTakenBack() {
    return identities.stream().allMatch(each -> "TAKEN_BACK".equals(each.linkedBecause()));
  }

  /**
   * The customer as one company knows him.
   *
   * @param linkedBecause FOUNDER, SAME_CUSTOMER, MERGED, SPLIT, or TAKEN_BACK: he came over and
   *     that was taken back
   * @param erasedAt when what is of a person was emptied; null if it was not
   * @param values as delivered, by column
   */
  public record Identity(
      long id,
      Origin origin,
      String linkedBecause,
      Instant linkedAt,
      LocalDate extractedOn,
      Instant erasedAt,
      Map<String, String> values) {

    private Identity masked() {
      var shown = new LinkedHashMap<String, String>();
      values.forEach((field, value) -> shown.put(field, Mask.of(field, value)));
      return new Identity(id, origin, linkedBecause, linkedAt, extractedOn, erasedAt, shown);
    }
  }

  /**
   * Values that belong together, as one line: a name, an address.
   *
   * @param group name of the group of fields, for example ADDRESS
   * @param text all of it; a code or a date stays as it is kept
   * @param fields columns with their values
   * @param value one of the values, for the origin of all: one set by hand before others
   * @param others what other companies say instead
   */
  public record Line(
      String group,
      String text,
      Map<String, String> fields,
      GoldenValue value,
      List<Other> others) {}

  /** What another company says instead. */
  public record Other(Origin origin, String text) {}

  /** The same customer, of whose birth date and bank account only a part is in sight. */
  public CustomerPage masked() {
    var shown = new LinkedHashMap<String, GoldenValue>();
    values.forEach((field, value) -> shown.put(field, value.masked(field)));
    return new CustomerPage(
        partyId,
        number,
        name,
        shown,
        goldenAt,
        version,
        identities.stream().map(Identity::masked).toList());
  }

  /** When the customer was erased; null if he was not, or came anew since. */
  public Instant erasedAt() {
    return identities.stream().anyMatch(each -> each.erasedAt() == null)
        ? null
        : identities.stream().map(Identity::erasedAt).max(Comparator.naturalOrder()).orElse(null);
  }

  /** The golden values, those that belong together on one line. */
  public List<Line> lines() {
    return Arrays.stream(FieldGroup.values()).map(this::line).filter(Objects::nonNull).toList();
  }

  /** One golden value; null if there is none. */
  public String value(String field) {
    return values.containsKey(field) ? values.get(field).value() : null;
  }

  /** Columns a customer can have a value in. */
  public static List<String> allFields() {
    return FieldGroup.allFields();
  }

  /**
   * What we know that answers a question to recognise the customer by, as each company knows it,
   * without the same twice.
   *
   * @param question one of {@link IdentityCheck#QUESTIONS}
   * @return empty if nobody knows, or if it is not to be asked: a secret address
   */
  public List<String> answers(String question) {
    if (question.equals("NUMBER")) {
      return identities.stream()
          .map(i -> i.origin().company() + " " + i.origin().sourceKey())
          .toList();
    }
    if (question.equals("ADDRESS") && "SECRET_ADDRESS".equals(value("circumstance"))) {
      return List.of();
    }
    var group = FieldGroup.valueOf(question);
    return Stream.concat(
            Stream.of(text(group, plainValues(group))),
            identities.stream().map(i -> text(group, i.values())))
        .filter(answer -> !answer.isEmpty())
        .distinct()
        .toList();
  }

  private Line line(FieldGroup group) {
    var fields = plainValues(group);
    if (fields.isEmpty()) {
      return null;
    }
    var text = text(group, fields);
    var golden = fields.keySet().stream().map(values::get).toList();
    var shown = golden.stream().filter(GoldenValue::locked).findFirst().orElse(golden.get(0));
    var others =
        identities.stream()
            .filter(i -> !i.origin().equals(shown.origin()))
            .map(i -> new Other(i.origin(), text(group, i.values())))
            .filter(other -> !other.text().isEmpty() && !other.text().equals(text))
            .toList();
    return new Line(group.name(), text, fields, shown, others);
  }

  private Map<String, String> plainValues(FieldGroup group) {
    var plain = new LinkedHashMap<String, String>();
    for (var field : group.fields()) {
      if (values.containsKey(field) && !values.get(field).value().isEmpty()) {
        plain.put(field, values.get(field).value());
      }
    }
    return plain;
  }

  private static String text(FieldGroup group, Map<String, String> values) {
    return switch (group) {
      case NAME ->
          Objects.requireNonNullElse(
              CustomerName.of(
                  values.get("given_name"),
                  values.get("initials"),
                  values.get("prefix"),
                  values.get("family_name"),
                  values.get("full_name"),
                  null),
              "");
      case ADDRESS ->
          join(
              ", ",
              join(
                  " ",
                  values.get("street"),
                  Objects.toString(values.get("house_number"), "")
                      + Objects.toString(values.get("house_number_addition"), "")),
              values.get("address_line"),
              join(" ", values.get("postcode"), values.get("city")),
              values.get("region"),
              abroad(values.get("country")));
      default -> join(", ", group.fields().stream().map(values::get).toArray(String[]::new));
    };
  }

  private static String abroad(String country) {
    return "NL".equals(country) ? null : country; // as on an envelope
  }

  private static String join(String between, String... parts) {
    return Stream.of(parts)
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.joining(between));
  }
}
