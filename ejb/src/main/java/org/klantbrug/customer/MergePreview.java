package org.klantbrug.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Two customers side by side, before somebody makes them one. */
@ApplicationScoped
public class MergePreview {
  private static final Set<FieldGroup> SHOWN =
      Set.of(
          FieldGroup.NAME,
          FieldGroup.ORGANISATION,
          FieldGroup.BIRTH_DATE,
          FieldGroup.ADDRESS,
          FieldGroup.EMAIL,
          FieldGroup.PHONE,
          FieldGroup.IBAN,
          FieldGroup.CUSTOMER_SINCE,
          FieldGroup.LABEL);

  private CustomerDesk desk;
  private Audit audit;

  /** For the container. */
  protected MergePreview() {}

  /** Looks with these. */
  @Inject
  public MergePreview(CustomerDesk desk, Audit audit) {
    this.desk = desk;
    this.audit = audit;
  }

  /**
   * What both say of one thing.
   *
   * @param group for example BIRTH_DATE
   * @param kept of the one who stays; empty if nobody knows. Partly masked, as nobody asked the
   *     other who he is
   * @param gone of the one who goes, in the same way
   * @param differs whether both are known and are not the same
   */
  public record Row(String group, String kept, String gone, boolean differs) {}

  /** Both customers, and where they differ. */
  public record Two(CustomerPage kept, CustomerPage gone, List<Row> rows) {
    /** Groups in which they differ. */
    public List<String> differing() {
      return rows.stream().filter(Row::differs).map(Row::group).toList();
    }
  }

  /**
   * Lays two customers side by side. That the other one was seen is written down.
   *
   * @throws RuleBroken if the first is veiled, or nobody in sight has the other number, or more
   *     than one, or it is his own
   */
  public Two of(long kept, String otherNumber, Staff by) {
    var opened = desk.look(kept, by);
    if (opened.veiled()) {
      throw new RuleBroken("customer.veiled");
    }
    var gone = desk.seen(otherNumber.strip(), by);
    if (gone.partyId() == opened.customer().partyId()) {
      throw new RuleBroken("customer.merge-with-itself");
    }
    audit.record(
        by.id(),
        by.login(),
        "customersCompared",
        "customer",
        gone.partyId(),
        opened.customer().number());
    return of(opened.customer(), gone);
  }

  private static Two of(CustomerPage kept, CustomerPage gone) {
    var rows =
        SHOWN.stream()
            .sorted()
            .map(group -> row(group, kept, gone))
            .filter(row -> !row.kept().isEmpty() || !row.gone().isEmpty())
            .toList();
    return new Two(kept, gone, rows);
  }

  private static Row row(FieldGroup group, CustomerPage kept, CustomerPage gone) {
    var left = text(group, kept);
    var right = text(group, gone);
    return new Row(
        group.name(),
        masked(group, kept, left),
        masked(group, gone, right),
        !left.isEmpty() && !right.isEmpty() && !left.equalsIgnoreCase(right));
  }

  private static String text(FieldGroup group, CustomerPage customer) {
    return customer.lines().stream()
        .filter(line -> line.group().equals(group.name()))
        .map(CustomerPage.Line::text)
        .findFirst()
        .orElse("");
  }

  private static String masked(FieldGroup group, CustomerPage customer, String text) {
    if (group == FieldGroup.ADDRESS && "SECRET_ADDRESS".equals(customer.value("circumstance"))) {
      return text.isEmpty() ? "" : "***";
    }
    return Mask.sideBySide(group.name().toLowerCase(Locale.ROOT), text);
  }
}
