package org.klantbrug.ending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Mask;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.Records;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Looks records up in an archive by a key, by who may, for a purpose that is kept. The files are
 * read from their beginning each time: an archive is read seldom, and an index of it would be one
 * more copy of what people said.
 */
@ApplicationScoped
public class ArchiveReading {
  /** So many records are shown at most. */
  public static final int MOST = 100;

  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_REASON = 400;

  private Database database;
  private Archives archives;
  private ArchiveStore store;
  private Deliveries deliveries;
  private Mergers mergers;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected ArchiveReading() {}

  /** Works with these. */
  @Inject
  public ArchiveReading(
      Database database,
      Archives archives,
      ArchiveStore store,
      Deliveries deliveries,
      Mergers mergers,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.archives = archives;
    this.store = store;
    this.deliveries = deliveries;
    this.mergers = mergers;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Records that bear a key, or are of the customer who bears it. That they were looked for is
   * kept, also if there are none.
   *
   * @return at most {@link #MOST}
   * @throws RuleBroken {@code ending.*}: there is no archive yet, no key, purpose or reason, or
   *     customers of the old company are not in sight yet
   */
  public List<ArchivedRecord> look(long merger, Lookup wanted, Staff by) {
    if (!by.may(Action.ARCHIVE_READ)) {
      throw new NotAllowed(Action.ARCHIVE_READ);
    }
    var lookup = checked(wanted);
    refuseOutOfSight(merger, by);
    var archive =
        archives.newest(merger).orElseThrow(() -> new RuleBroken("ending.archive-not-made"));
    var found = find(archive, lookup.key());
    database.inTransaction(
        handle -> {
          ArchiveRows.accessed(handle, archive.id(), lookup, found.size(), by, clock.now());
          record(handle, merger, lookup, by);
          return null;
        });
    return found;
  }

  private static Lookup checked(Lookup wanted) {
    var key = wanted.key() == null ? "" : wanted.key().strip();
    var reason = wanted.reason() == null ? "" : wanted.reason().strip();
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      throw new RuleBroken("ending.key", LONGEST_KEY);
    }
    if (wanted.purpose() == null || reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw new RuleBroken("ending.purpose", LONGEST_REASON);
    }
    return new Lookup(key, wanted.purpose(), reason);
  }

  /** As their customers are before the day on which everybody may see them. */
  private void refuseOutOfSight(long merger, Staff by) {
    LocalDate from = mergers.read(merger).visibleFrom();
    if (from.isAfter(clock.today()) && !by.cleanTeam()) {
      throw new RuleBroken("ending.out-of-sight", from);
    }
  }

  /** In the log of the customer, where the key is his. */
  private void record(Handle handle, long merger, Lookup lookup, Staff by) {
    var parties =
        handle
            .createQuery(
                """
                select l.party_id from customer_identity i
                  join merger_merger m on m.id = :merger and i.company_id in (m.acquired_id, m.acquirer_id)
                  join customer_party_link l on l.identity_id = i.id and l.ended_at is null
                 where i.source_key = :key""")
            .bind("merger", merger)
            .bind("key", lookup.key())
            .mapTo(Long.class)
            .list();
    var purpose = lookup.purpose().name();
    audit.record(handle, by.id(), by.login(), "archiveRead", "merger", merger, purpose);
    for (var party : parties) {
      audit.record(handle, by.id(), by.login(), "archiveRead", "customer", party, purpose);
    }
  }

  private List<ArchivedRecord> find(Archive archive, String key) {
    var found = new ArrayList<ArchivedRecord>();
    for (var file : archives.files(archive.id())) {
      if (file.deliveryId() != null && found.size() < MOST) {
        var delivery = deliveries.read(file.deliveryId());
        new OneFile(delivery, deliveries.mapping(delivery.id()), file.name())
            .find(archive, key, found);
      }
    }
    return found;
  }

  /** One file of the archive, read by the mapping by which it was imported. */
  private final class OneFile {
    private final Delivery delivery;
    private final Mapping mapping;
    private final String name;
    private final int own;
    private final int customer;

    OneFile(Delivery delivery, Mapping mapping, String name) {
      this.delivery = delivery;
      this.mapping = mapping;
      this.name = name;
      this.own = column("source_key");
      this.customer = delivery.entity() == Entity.CUSTOMER ? own : column("customer_key");
    }

    /** Number of the column that feeds a field; -1 if none does. */
    private int column(String field) {
      return IntStream.range(0, mapping.columns().size())
          .filter(
              at ->
                  mapping.columns().get(at).targets().stream()
                      .anyMatch(each -> each.column().equals(field)))
          .findFirst()
          .orElse(-1);
    }

    void find(Archive archive, String key, List<ArchivedRecord> found) {
      try (var records = Records.of(store.file(archive, name), delivery.form())) {
        while (found.size() < MOST && records.move()) {
          if (records.fault() == null && (is(records, own, key) || is(records, customer, key))) {
            found.add(shown(records));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("The archive cannot be read", e);
      }
    }

    private boolean is(Records records, int column, String key) {
      return column >= 0 && records.value(column).strip().equals(key);
    }

    private ArchivedRecord shown(Records records) {
      var erased = customer >= 0 && isErased(delivery.companyId(), records.value(customer).strip());
      var cells = new ArrayList<ArchivedRecord.Cell>();
      for (var at = 0; !erased && at < mapping.columns().size(); at++) {
        cells.add(cell(mapping.columns().get(at), records.value(at)));
      }
      return new ArchivedRecord(
          delivery.entity(), delivery.fileName(), records.line(), erased, List.copyOf(cells));
    }
  }

  private static ArchivedRecord.Cell cell(Mapping.Column column, String value) {
    var field = column.targets().isEmpty() ? "" : column.targets().get(0).column();
    if (column.use() == Mapping.Use.NOT_NEEDED) {
      return new ArchivedRecord.Cell(column.source(), field, null);
    }
    var veiled =
        column.targets().stream()
            .map(Mapping.Target::column)
            .filter(Mask::isMaskedSideBySide)
            .map(each -> Mask.sideBySide(each, value))
            .findFirst();
    return new ArchivedRecord.Cell(column.source(), field, veiled.orElse(value));
  }

  private boolean isErased(long company, String customerKey) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                        select exists (select from customer_erased e join customer_identity i on i.id = e.identity_id
                                        where i.company_id = :company and i.source_key = :key)""")
                .bind("company", company)
                .bind("key", customerKey)
                .mapTo(Boolean.class)
                .one());
  }
}
