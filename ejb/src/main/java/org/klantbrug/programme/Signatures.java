package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Who agreed that the data are good enough, and the parallel run. A signature stays as it was; it
 * no longer stands once what it was given on has changed.
 */
@ApplicationScoped
public class Signatures {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 4000;

  /**
   * SQL: whether signature {@code g} stands: no threshold changed since, and no later delivery is
   * below one; of the parallel run, its criteria are what was signed.
   */
  static final String STANDS =
      """
      case g.kind
        when 'DATA_QUALITY' then not exists (select from programme_threshold t where t.merger_id = g.merger_id and t.changed_at > g.noted_at)
          and not exists (select from (%s) b where b.id > g.delivery_id)
          and not exists (select from (%s) n where n.id > g.delivery_id
                             and not exists (select from programme_measure q where q.delivery_id = n.id))
        else exists (select from programme_programme p where p.merger_id = g.merger_id and p.exit_changed_at <= g.noted_at)
      end
      """
          .formatted(Quality.BELOW, Quality.NEWEST);

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Signatures() {}

  /** Works with these. */
  @Inject
  public Signatures(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** All of a merger, the newest first. */
  public List<Signature> of(long merger) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select g.id, g.kind, g.signer_name, g.signer_role, g.signed_on, g.words, s.full_name as noted_by, g.noted_at,
                           %s as stands
                      from programme_signature g join identity_staff s on s.id = g.noted_by
                     where g.merger_id = :merger order by g.id desc"""
                        .formatted(STANDS))
                .bind("merger", merger)
                .map(ConstructorMapper.of(Signature.class))
                .list());
  }

  /**
   * Who owns the data at the old company agrees that they are as good as they must be.
   *
   * @param name of him; role what he is there
   * @param words why it is good enough although something is below; may be left open if nothing is
   * @throws RuleBroken {@code programme.*}: nothing was measured, a name or a day is missing, or
   *     something is below and nobody said why
   */
  public void signData(
      long merger, String name, String role, LocalDate on, String words, Staff by) {
    needSigner(name, role, on);
    database.inTransaction(
        handle -> {
          var fields = Quality.of(handle, merger);
          if (fields.isEmpty()) {
            throw new RuleBroken("programme.nothing-measured");
          }
          var below = fields.stream().filter(Quality.Field::isBelow).count();
          if (below > 0 && (words == null || words.isBlank())) {
            throw new RuleBroken("programme.below-why", below);
          }
          var newest = fields.stream().mapToLong(Quality.Field::deliveryId).max().orElseThrow();
          add(handle, merger, Signature.Kind.DATA_QUALITY, newest, name, role, on, words, by);
          return null;
        });
  }

  private void needSigner(String name, String role, LocalDate on) {
    if (name == null
        || name.isBlank()
        || name.length() > LONGEST_NAME
        || role != null && role.length() > LONGEST_NAME) {
      throw new RuleBroken("programme.signer", LONGEST_NAME);
    }
    if (on == null || on.isAfter(clock.today())) {
      throw new RuleBroken("programme.signed-on");
    }
  }

  /**
   * Says when the parallel run is good enough; who leads does that, and finance signs it.
   *
   * @throws RuleBroken {@code programme.*}: there are no words, or the programme was not begun
   */
  public void setExit(long merger, String criteria, Staff by) {
    var words = criteria == null ? "" : criteria.strip();
    if (words.isEmpty() || words.length() > LONGEST_TEXT) {
      throw new RuleBroken("programme.exit-words", LONGEST_TEXT);
    }
    database.inTransaction(
        handle -> {
          var set =
              handle
                  .createUpdate(
                      """
                      update programme_programme set exit_criteria = :words, exit_changed_at = :at, version = version + 1
                       where merger_id = :merger""")
                  .bind("words", words)
                  .bind("at", clock.now())
                  .bind("merger", merger)
                  .execute();
          if (set == 0) {
            throw new RuleBroken("programme.not-begun");
          }
          audit.record(handle, by.id(), by.login(), "exitSet", "merger", merger, null);
          return null;
        });
  }

  /**
   * Finance says that the parallel run is good enough, by the criteria as they stand.
   *
   * @throws RuleBroken {@code programme.exit-none}
   */
  public void signExit(long merger, Staff by) {
    if (!by.may(Action.MERGER_SIGN)) {
      throw new NotAllowed(Action.MERGER_SIGN);
    }
    database.inTransaction(
        handle -> {
          var criteria =
              exit(handle, merger).orElseThrow(() -> new RuleBroken("programme.exit-none"));
          add(
              handle,
              merger,
              Signature.Kind.PARALLEL_RUN,
              null,
              by.fullName(),
              null,
              clock.today(),
              criteria,
              by);
          return null;
        });
  }

  private static Optional<String> exit(Handle handle, long merger) {
    return handle
        .createQuery(
            "select exit_criteria from programme_programme where merger_id = :merger and exit_criteria is not null")
        .bind("merger", merger)
        .mapTo(String.class)
        .findOne();
  }

  /** When the parallel run is good enough; empty while nobody said so. */
  public String exit(long merger) {
    return database.with(handle -> exit(handle, merger)).orElse("");
  }

  private void add(
      Handle handle,
      long merger,
      Signature.Kind kind,
      Long delivery,
      String name,
      String role,
      LocalDate on,
      String words,
      Staff by) {
    handle
        .createUpdate(
            """
            insert into programme_signature (merger_id, kind, delivery_id, signer_name, signer_role, signed_on, words, figures,
                                             noted_by, noted_at)
            select :merger, :kind, :delivery, :name, :role, :on, :words,
                   (select jsonb_agg(t order by t.entity, t.field) from programme_threshold t
                     where t.merger_id = :merger and :kind = 'DATA_QUALITY'), :by, :at""")
        .bind("merger", merger)
        .bind("kind", kind)
        .bind("delivery", delivery)
        .bind("name", name.strip())
        .bind("role", role == null || role.isBlank() ? null : role.strip())
        .bind("on", on)
        .bind("words", words == null || words.isBlank() ? null : words.strip())
        .bind("by", by.id())
        .bind("at", clock.now())
        .execute();
    audit.record(handle, by.id(), by.login(), "programmeSigned", "merger", merger, kind.name());
  }
}
