package org.klantbrug.transfer;

import java.util.List;
import java.util.stream.Stream;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.TargetField;

/**
 * Where the records of an entity live after a transfer, and the SQL text that follows from the one
 * list of fields. Holds constants only, never input.
 */
enum LiveTable {
  CUSTOMER(Entity.CUSTOMER, "customer_identity", "id"),
  CONTRACT(Entity.CONTRACT, "contract_contract", "start_date"),
  ROLE(Entity.ROLE, "contract_role", "valid_from"),
  INVOICE(Entity.INVOICE, "contract_invoice", "issued_on"),
  ARRANGEMENT(Entity.ARRANGEMENT, "contract_arrangement", "first_due_on"),
  MANDATE(Entity.MANDATE, "contract_mandate", "signed_on"),
  PROMISE(Entity.PROMISE, "contact_promise", "made_at"),
  CONTACT(Entity.CONTACT, "contact_contact", "occurred_at"),
  COMPLAINT(Entity.COMPLAINT, "transfer_held_complaint", "received_at"),
  DOCUMENT(Entity.DOCUMENT, "contact_document", "created_at");

  private final Entity entity;
  private final String table;
  private final String orderedBy;

  LiveTable(Entity entity, String table, String orderedBy) {
    this.entity = entity;
    this.table = table;
    this.orderedBy = orderedBy;
  }

  static LiveTable of(Entity entity) {
    return valueOf(entity.name());
  }

  Entity entity() {
    return entity;
  }

  String table() {
    return table;
  }

  String sequence() {
    return table + "_id_seq";
  }

  /** The order within a customer in which rows are written, so that they lie as they are read. */
  String orderedBy() {
    return orderedBy;
  }

  /** Whether the rows wait for the desk: carried and counted, but not yet live work. */
  boolean isHeld() {
    return this == PROMISE || this == COMPLAINT;
  }

  /** Columns of values: all fields but the key of the customer, which the identity stands for. */
  List<String> columns() {
    return entity.fields().stream()
        .map(TargetField::column)
        .filter(column -> !column.equals("customer_key"))
        .toList();
  }

  /** Columns of euro amounts. */
  List<String> amounts() {
    return entity.fields().stream()
        .filter(field -> field.type() == FieldType.AMOUNT)
        .map(TargetField::column)
        .toList();
  }

  /** The columns with the alias of their table in front, for a list in SQL. */
  String columns(String alias) {
    return String.join(", ", columns().stream().map(column -> alias + "." + column).toList());
  }

  /**
   * SQL for a number of 60 bits over all fields of a row. Null and empty differ, and so do two rows
   * that exchanged their customer. Needs {@link Place#enter}: moments are written in UTC.
   *
   * @param alias of the table with the values
   * @param customerKey SQL for the key of the customer in the delivering company
   */
  String rowHash(String alias, String customerKey) {
    var values =
        Stream.concat(
                Stream.of(customerKey),
                Stream.concat(
                    columns().stream().map(column -> alias + "." + column),
                    Stream.of(alias + ".extra")))
            .toList();
    return "('x' || left(md5(row(%s)::text), 15))::bit(60)::bigint"
        .formatted(String.join(", ", values));
  }
}
