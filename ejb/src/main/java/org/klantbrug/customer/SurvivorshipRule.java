package org.klantbrug.customer;

/** Which identity of a party gives the value when they differ. */
enum SurvivorshipRule {
  OURS_FIRST("ours desc, extract_as_of desc, id"),
  THEIRS_FIRST("ours, extract_as_of desc, id"),
  NEWEST("extract_as_of desc, ours desc, id"),
  LOWEST("%s, ours desc, id"),
  HIGHEST("%s desc, ours desc, id");

  private final String order;

  SurvivorshipRule(String order) {
    this.order = order;
  }

  /** SQL to order identities by, the winner first. */
  String orderFor(FieldGroup group) {
    return order.formatted(group.fields().get(0));
  }
}
