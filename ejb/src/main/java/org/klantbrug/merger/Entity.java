package org.klantbrug.merger;

import static org.klantbrug.merger.FieldType.AMOUNT;
import static org.klantbrug.merger.FieldType.BILLING_DAY;
import static org.klantbrug.merger.FieldType.COUNTRY;
import static org.klantbrug.merger.FieldType.DATE;
import static org.klantbrug.merger.FieldType.EMAIL;
import static org.klantbrug.merger.FieldType.IBAN;
import static org.klantbrug.merger.FieldType.KEY;
import static org.klantbrug.merger.FieldType.MOMENT;
import static org.klantbrug.merger.FieldType.NAME;
import static org.klantbrug.merger.FieldType.NUMBER;
import static org.klantbrug.merger.FieldType.PHONE;
import static org.klantbrug.merger.FieldType.POSTCODE;
import static org.klantbrug.merger.FieldType.TEXT;
import static org.klantbrug.merger.TargetField.child;
import static org.klantbrug.merger.TargetField.childOf;
import static org.klantbrug.merger.TargetField.code;
import static org.klantbrug.merger.TargetField.of;
import static org.klantbrug.merger.TargetField.required;

import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * What a company can deliver. The one list of fields that mapping, staging, transfer and
 * reconciliation share: a column here is a column of {@code merger_staged_<entity>} and of the live
 * table. Order is the order of reading: a parent before its children.
 */
public enum Entity {
  /** A person or organisation that has a relationship with the company. */
  CUSTOMER(
      required("source_key", KEY),
      of("given_name", NAME),
      of("initials", NAME),
      of("prefix", NAME),
      of("family_name", NAME),
      of("full_name", NAME),
      of("organisation_name", NAME),
      code("sex", "F", "M", "X"),
      of("birth_date", DATE),
      of("street", TEXT),
      of("house_number", TEXT),
      of("house_number_addition", TEXT),
      of("address_line", TEXT),
      of("postcode", POSTCODE),
      of("city", TEXT),
      of("region", TEXT),
      of("country", COUNTRY),
      of("email", EMAIL),
      of("phone", PHONE),
      of("phone_other", PHONE),
      of("iban", IBAN),
      code(
          "preferred_channel", "PHONE", "EMAIL", "LETTER", "WHATSAPP", "SOCIAL", "WEB_APP", "NONE"),
      of("customer_since", DATE),
      code("circumstance", "DECEASED", "GUARDIANSHIP", "SECRET_ADDRESS", "MINOR", "STAFF"),
      code("marketing_opt_out", "YES", "NO"),
      of("label", TEXT)),

  /** An agreement to deliver; carries its billing account. */
  CONTRACT(
      required("source_key", KEY),
      childOf("customer_key", CUSTOMER),
      of("billing_account_key", TEXT),
      of("product", TEXT),
      of("term", TEXT),
      of("internet", TEXT),
      of("telephony", TEXT),
      of("payment_method", TEXT),
      of("monthly_amount", AMOUNT),
      of("total_invoiced", AMOUNT),
      of("months_customer", NUMBER),
      of("billing_day", BILLING_DAY),
      of("paperless", TEXT),
      of("start_date", DATE),
      of("end_date", DATE),
      code("state", "ACTIVE", "ENDED", "SUSPENDED")),

  /** Who else has to do with a contract: payer, user, guardian. */
  ROLE(
      of("source_key", KEY),
      childOf("customer_key", CUSTOMER),
      childOf("contract_key", CONTRACT),
      code("role", "HOLDER", "PAYER", "USER", "GUARDIAN", "EXECUTOR", "INTERMEDIARY"),
      of("valid_from", DATE),
      of("valid_to", DATE)),

  /** A bill, open or paid. */
  INVOICE(
      required("source_key", KEY),
      childOf("customer_key", CUSTOMER),
      child("contract_key", CONTRACT),
      of("period_from", DATE),
      of("period_to", DATE),
      of("issued_on", DATE),
      of("due_on", DATE),
      of("amount", AMOUNT),
      of("open_amount", AMOUNT),
      of("paid_on", DATE),
      code("state", "OPEN", "PAID", "PARTLY_PAID", "DISPUTED", "WRITTEN_OFF")),

  /** A payment arrangement: a debt paid in terms. */
  ARRANGEMENT(
      required("source_key", KEY),
      childOf("customer_key", CUSTOMER),
      child("invoice_key", INVOICE),
      of("amount", AMOUNT),
      of("terms", NUMBER),
      of("term_amount", AMOUNT),
      of("paid_terms", NUMBER),
      of("first_due_on", DATE),
      code("state", "RUNNING", "KEPT", "BROKEN", "ENDED")),

  /** Permission to debit; the source key is the mandate reference. */
  MANDATE(
      required("source_key", KEY),
      childOf("customer_key", CUSTOMER),
      of("iban", IBAN),
      of("account_holder", NAME),
      of("creditor_id", TEXT),
      of("signed_on", DATE),
      of("last_used_on", DATE),
      code("sequence_type", "FRST", "RCUR", "OOFF", "FNAL"),
      code("state", "ACTIVE", "WITHDRAWN", "EXPIRED")),

  /** Something the company said it would do. */
  PROMISE(
      required("source_key", KEY),
      childOf("customer_key", CUSTOMER),
      required("text", TEXT),
      of("made_at", MOMENT),
      of("due_on", DATE),
      of("made_by", TEXT),
      code("state", "OPEN", "KEPT", "BROKEN", "WITHDRAWN")),

  /** A contact moment; without a key it is known by its content and occurrence. */
  CONTACT(
      of("source_key", KEY),
      childOf("customer_key", CUSTOMER),
      required("occurred_at", MOMENT),
      code(
          "channel",
          "PHONE",
          "EMAIL",
          "LETTER",
          "WEB_APP",
          "CHAT",
          "SOCIAL",
          "WHATSAPP",
          "MESSENGER",
          "IN_PERSON",
          "VIDEO",
          "PORTAL_MESSAGE",
          "REFERRAL",
          "OTHER"),
      code("direction", "IN", "OUT"),
      of("author", TEXT),
      of("subject", TEXT),
      of("sub_subject", TEXT),
      of("product", TEXT),
      of("text", TEXT),
      of("outcome", TEXT),
      code("in_time", "YES", "NO"),
      code("complaint_state", "OPEN", "CLOSED", "NONE")),

  /** A complaint that was open at the extract. */
  COMPLAINT(
      required("source_key", KEY),
      childOf("customer_key", CUSTOMER),
      required("received_at", MOMENT),
      code("channel", "PHONE", "EMAIL", "LETTER", "WEB_APP", "CHAT", "SOCIAL", "OTHER"),
      of("subject", TEXT),
      of("product", TEXT),
      of("text", TEXT),
      of("answer_due_on", DATE),
      code("state", "RECEIVED", "ACKNOWLEDGED", "INVESTIGATED", "DECIDED")),

  /** An index line of a document that lies elsewhere. */
  DOCUMENT(
      required("source_key", KEY),
      childOf("customer_key", CUSTOMER),
      of("name", TEXT),
      of("media_type", TEXT),
      of("size_bytes", NUMBER),
      of("sha256", TEXT),
      of("created_at", MOMENT),
      of("location", TEXT));

  private final List<TargetField> fields;

  Entity(TargetField... fields) {
    this.fields = List.of(fields);
  }

  /** The fields in the order of their columns. */
  public List<TargetField> fields() {
    return fields;
  }

  /** The field with this column name. */
  public TargetField field(String column) {
    return fields.stream()
        .filter(field -> field.column().equals(column))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(this + " has no field " + column));
  }

  /** Name of the staging table. */
  public String stagingTable() {
    return "merger_staged_" + name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether the records tell of what happened (moved by the contact history transfer) or of what
   * is.
   */
  public boolean isHistory() {
    return this == CONTACT || this == DOCUMENT;
  }
}
