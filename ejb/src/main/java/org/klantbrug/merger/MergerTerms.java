package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.ToIntFunction;
import org.iban4j.IbanUtil;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What a merger means for its customers, label by label, and who can be asked about it. */
@ApplicationScoped
public class MergerTerms {
  private Database database;
  private Audit audit;

  /** For the container. */
  protected MergerTerms() {}

  /** Works on this database. */
  @Inject
  public MergerTerms(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /** The labels of a merger and what changes for their customers. */
  public List<MergerLabel> labels(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery("select * from merger_label where merger_id = :merger order by name")
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(MergerLabel.class))
                .list());
  }

  /**
   * A label that delivered customers carry and of which nothing is said.
   *
   * @param customers how many were delivered with it
   */
  public record Unsaid(String label, long customers) {}

  /** Labels of customers that the acquired company delivered and of which nothing is said. */
  public List<Unsaid> unsaid(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select min(btrim(s.label)) as label, count(distinct s.source_key) as customers
                      from merger_merger m
                      join merger_run r on r.merger_id = m.id
                      join merger_delivery d on d.run_id = r.id and d.company_id = m.acquired_id
                      join merger_staged_customer s on s.delivery_id = d.id
                     where m.id = :merger and btrim(s.label) <> ''
                       and not exists (select from merger_label l
                                        where l.merger_id = m.id and lower(l.name) = lower(btrim(s.label)))
                     group by lower(btrim(s.label)) order by customers desc, label""")
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(Unsaid.class))
                .list());
  }

  /**
   * Keeps a label; one with the same name is changed.
   *
   * @throws RuleBroken as {@link #addLabel} and {@link #changeLabel}
   */
  public void keepLabel(long mergerId, MergerLabel label, Staff by) {
    database.inTransaction(
        handle -> {
          labels(mergerId).stream()
              .filter(each -> each.name().equals(label.name()))
              .findFirst()
              .ifPresentOrElse(
                  there -> changeLabel(mergerId, there.id(), label, by),
                  () -> addLabel(mergerId, label, by));
          return null;
        });
  }

  /**
   * Keeps a new label.
   *
   * @throws RuleBroken {@code merger.label-*}: it has no name, or one that another has, or no bank
   *     account number where one must be
   */
  public void addLabel(long mergerId, MergerLabel label, Staff by) {
    refuseWrong(label);
    var added =
        audited(
            mergerId,
            "labelKept",
            label.name(),
            by,
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into merger_label (merger_id, name, brand_promise, old_creditor_id, new_creditor_id, old_iban,
                               new_iban, new_brand, terms_change, price_change, new_numbers, billing_day_change)
                        values (:merger, :name, :brandPromise, :oldCreditorId, :newCreditorId, :oldIban, :newIban, :newBrand,
                               :termsChange, :priceChange, :newNumbers, :billingDayChange)
                        on conflict (merger_id, name) do nothing""")
                    .bind("merger", mergerId)
                    .bindMethods(label)
                    .execute());
    if (added == 0) {
      throw new RuleBroken("merger.label-name-taken", label.name());
    }
  }

  /**
   * Changes a label, its name too.
   *
   * @param label with the version on which this was decided
   * @throws RuleBroken {@code merger.label-*} as {@link #addLabel}; {@code merger.label-unknown},
   *     {@code merger.terms-changed}
   */
  public void changeLabel(long mergerId, long labelId, MergerLabel label, Staff by) {
    refuseWrong(label);
    var changed =
        audited(
            mergerId,
            "labelKept",
            label.name(),
            by,
            handle -> {
              refuseTaken(mergerId, labelId, label.name());
              return handle
                  .createUpdate(
                      """
                      update merger_label set name = :name, brand_promise = :brandPromise,
                             old_creditor_id = :oldCreditorId, new_creditor_id = :newCreditorId,
                             old_iban = :oldIban, new_iban = :newIban, new_brand = :newBrand,
                             terms_change = :termsChange, price_change = :priceChange, new_numbers = :newNumbers,
                             billing_day_change = :billingDayChange, version = version + 1
                       where merger_id = :merger and id = :label
                         and (cast(:version as integer) is null or version = :version)""")
                  .bind("merger", mergerId)
                  .bind("label", labelId)
                  .bindMethods(label)
                  .execute();
            });
    if (changed == 0) {
      var there = labels(mergerId).stream().anyMatch(each -> each.id() == labelId);
      throw there
          ? new RuleBroken("merger.terms-changed")
          : new RuleBroken("merger.label-unknown", label.name());
    }
  }

  private void refuseTaken(long mergerId, long labelId, String name) {
    if (labels(mergerId).stream()
        .anyMatch(each -> each.id() != labelId && each.name().equals(name))) {
      throw new RuleBroken("merger.label-name-taken", name);
    }
  }

  private static void refuseWrong(MergerLabel label) {
    if (label.name() == null || label.name().isBlank()) {
      throw new RuleBroken("merger.label-name-missing");
    }
    refuseWrongIban(label.oldIban());
    refuseWrongIban(label.newIban());
  }

  private static void refuseWrongIban(String iban) {
    if (iban != null && !iban.isBlank() && !IbanUtil.isValid(iban.replace(" ", ""))) {
      throw new RuleBroken("merger.label-iban-wrong", iban);
    }
  }

  /**
   * Takes a label away.
   *
   * @throws RuleBroken {@code merger.label-unknown}
   */
  public void removeLabel(long mergerId, String name, Staff by) {
    var removed =
        audited(
            mergerId,
            "labelRemoved",
            name,
            by,
            handle ->
                handle
                    .createUpdate(
                        "delete from merger_label where merger_id = :merger and name = :name")
                    .bind("merger", mergerId)
                    .bind("name", name)
                    .execute());
    if (removed == 0) {
      throw new RuleBroken("merger.label-unknown", name);
    }
  }

  /** The contact persons of both companies, ours first. */
  public List<MergerContact> contacts(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select c.id, c.version, c.company_id = m.acquirer_id as ours, c.name, c.about, c.email, c.phone
                      from merger_contact c join merger_merger m on m.id = c.merger_id
                     where c.merger_id = :merger order by ours desc, c.name, c.id
                    """)
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(MergerContact.class))
                .list());
  }

  /**
   * Keeps a contact person; one with a number is changed.
   *
   * @throws RuleBroken {@code merger.contact-*}: there is no name, or no such contact; {@code
   *     merger.terms-changed}
   */
  public void keepContact(long mergerId, MergerContact contact, Staff by) {
    if (contact.name() == null || contact.name().isBlank()) {
      throw new RuleBroken("merger.contact-name-missing");
    }
    var kept =
        audited(
            mergerId,
            "mergerContactKept",
            null,
            by,
            handle ->
                handle
                    .createUpdate(contact.id() == null ? INSERT_CONTACT : UPDATE_CONTACT)
                    .bind("merger", mergerId)
                    .bindMethods(contact)
                    .execute());
    if (kept == 0) {
      var there = contacts(mergerId).stream().anyMatch(each -> each.id().equals(contact.id()));
      throw there
          ? new RuleBroken("merger.terms-changed")
          : new RuleBroken("merger.contact-unknown", contact.id());
    }
  }

  private static final String INSERT_CONTACT =
      """
      insert into merger_contact (merger_id, company_id, name, about, email, phone)
      select id, case when :ours then acquirer_id else acquired_id end, :name, :about, :email, :phone
        from merger_merger where id = :merger
      """;
  private static final String UPDATE_CONTACT =
      """
      update merger_contact c
         set company_id = case when :ours then m.acquirer_id else m.acquired_id end, name = :name,
             about = :about, email = :email, phone = :phone, version = c.version + 1
        from merger_merger m where m.id = c.merger_id and c.merger_id = :merger and c.id = :id
         and (cast(:version as integer) is null or c.version = :version)
      """;

  /**
   * Takes a contact person away.
   *
   * @throws RuleBroken {@code merger.contact-unknown}
   */
  public void removeContact(long mergerId, long contactId, Staff by) {
    var removed =
        audited(
            mergerId,
            "mergerContactRemoved",
            null,
            by,
            handle ->
                handle
                    .createUpdate(
                        "delete from merger_contact where merger_id = :merger and id = :id")
                    .bind("merger", mergerId)
                    .bind("id", contactId)
                    .execute());
    if (removed == 0) {
      throw new RuleBroken("merger.contact-unknown", contactId);
    }
  }

  private int audited(
      long mergerId, String action, String detail, Staff by, ToIntFunction<Handle> change) {
    return database.inTransaction(
        handle -> {
          var changed = change.applyAsInt(handle);
          if (changed > 0) {
            audit.record(handle, by.id(), by.login(), action, "merger", mergerId, detail);
          }
          return changed;
        });
  }
}
