package org.klantbrug.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What colleagues are still typing about a customer: kept as it is typed, for them alone, until it
 * is noted or thrown away. Two windows of one person do not write over each other: who did not see
 * the last version goes on in a draft of its own.
 */
@ApplicationScoped
public class Drafts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, String>> TEXTS =
      new TypeReference<>() {};
  private static final Pattern FIELD = Pattern.compile("[A-Za-z]{1,30}(-[0-9]{1,2})?");

  /** SQL: the customer whom draft {@code d} is about, now that he may be one with another. */
  static final String PARTY_NOW =
      """
      (with recursive way as (
         select d.party_id as id, 0 as step
         union all
         select m.kept_party_id, way.step + 1
           from way join customer_merge m on m.gone_party_id = way.id and m.undone_at is null
          where way.step < 50)
       select id from way order by step desc, id desc limit 1)""";

  /** More than a note may hold, so that what is too long is not lost while it is shortened. */
  private static final int LONGEST = 100_000;

  private static final int MOST_FIELDS = 150;
  private static final int MOST_DRAFTS = 20;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CustomerDesk desk;
  private CustomerNames names;

  /** For the container. */
  protected Drafts() {}

  /** Works with these. */
  @Inject
  public Drafts(
      Database database, BusinessClock clock, Audit audit, CustomerDesk desk, CustomerNames names) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.desk = desk;
    this.names = names;
  }

  /**
   * Where a draft is kept.
   *
   * @param version to give back with the next saving
   * @param apart whether it went on in a draft of its own, as another window had saved meanwhile
   */
  public record Saved(long id, int version, Instant savedAt, boolean apart) {}

  /** A draft; fields by the name of the field in the form. */
  public record Draft(
      long id,
      long partyId,
      int version,
      Instant begunAt,
      Instant savedAt,
      Map<String, String> fields) {}

  /** An unfinished note about a customer, by the name in the lists; without what is in it. */
  public record Unfinished(long partyId, String customer, Instant savedAt) {}

  /**
   * Keeps what is typed now.
   *
   * @param id of the draft; null for a new one
   * @param version of it as it was last seen
   * @throws RuleBroken if the customer may not be seen, or it is more than any note
   */
  public Saved save(long partyId, Long id, int version, Map<String, String> fields, Staff by) {
    var kept = json(checked(fields));
    return database.inTransaction(
        handle ->
            (id == null ? Optional.<Saved>empty() : again(handle, id, partyId, version, kept, by))
                .orElseGet(() -> begin(handle, partyId, kept, id != null, by)));
  }

  /** The drafts of this colleague about this customer, the one saved last on top. */
  public List<Draft> of(long partyId, Staff by) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select d.id, d.party_id, d.version, d.begun_at, d.saved_at, d.fields from contact_draft d
                     where d.staff_id = :staff and %s = :party order by d.saved_at desc, d.id desc
                    """
                        .formatted(PARTY_NOW))
                .bind("staff", by.id())
                .bind("party", partyId)
                .map(
                    (row, context) ->
                        new Draft(
                            row.getLong("id"),
                            row.getLong("party_id"),
                            row.getInt("version"),
                            row.getTimestamp("begun_at").toInstant(),
                            row.getTimestamp("saved_at").toInstant(),
                            texts(row.getString("fields"))))
                .list());
  }

  /** Customers about whom this colleague has an unfinished note, the last saved first. */
  public List<Unfinished> unfinished(Staff by) {
    return database.with(
        handle -> {
          var found =
              handle
                  .createQuery(
                      """
                      select party_id, max(saved_at) as saved_at
                        from (select %s as party_id, d.saved_at from contact_draft d where d.staff_id = :staff) d
                       group by party_id order by max(saved_at) desc, party_id limit :most
                      """
                          .formatted(PARTY_NOW))
                  .bind("staff", by.id())
                  .bind("most", MOST_DRAFTS)
                  .map(
                      (row, context) ->
                          Map.entry(
                              row.getLong("party_id"), row.getTimestamp("saved_at").toInstant()))
                  .list();
          if (found.isEmpty()) {
            return List.of();
          }
          var called =
              names.of(handle, found.stream().map(Map.Entry::getKey).toList(), desk.sightOf(by));
          return found.stream()
              .filter(each -> called.containsKey(each.getKey()))
              .map(
                  each -> new Unfinished(each.getKey(), called.get(each.getKey()), each.getValue()))
              .toList();
        });
  }

  /** Throws a draft of this colleague away; one that is gone already is gone. */
  public void throwAway(long id, Staff by) {
    database.use(handle -> end(handle, id, by));
  }

  /** As {@link #throwAway}, where the handle works: the note was made. */
  void end(Handle handle, Long id, Staff by) {
    if (id != null) {
      handle
          .createUpdate("delete from contact_draft where id = :id and staff_id = :staff")
          .bind("id", id)
          .bind("staff", by.id())
          .execute();
    }
  }

  /**
   * As {@link #save(long, Long, int, Map, Staff)}, for a form whose note may have been made while
   * this was on its way.
   *
   * @param key of the form; null if it has none
   * @return empty if the note of this form was made: what was typed for it is no draft any more
   */
  public Optional<Saved> save(
      long partyId, Long id, int version, Map<String, String> fields, UUID key, Staff by) {
    return isNoted(key, by)
        ? Optional.empty()
        : Optional.of(save(partyId, id, version, fields, by));
  }

  private boolean isNoted(UUID key, Staff by) {
    return key != null
        && database.with(
            handle ->
                handle
                    .createQuery(
                        "select exists (select from contact_note where form_key = :key and staff_id = :staff)")
                    .bind("key", key)
                    .bind("staff", by.id())
                    .mapTo(Boolean.class)
                    .one());
  }

  private Optional<Saved> again(
      Handle handle, long id, long partyId, int version, String fields, Staff by) {
    return handle
        .createQuery(
            """
            update contact_draft d set fields = cast(:fields as jsonb), version = version + 1, saved_at = :at
             where d.id = :id and d.staff_id = :staff and %s = :party and d.version = :version
            returning d.version
            """
                .formatted(PARTY_NOW))
        .bind("fields", fields)
        .bind("at", clock.now())
        .bind("id", id)
        .bind("staff", by.id())
        .bind("party", partyId)
        .bind("version", version)
        .mapTo(Integer.class)
        .findOne()
        .map(now -> new Saved(id, now, clock.now(), false));
  }

  private Saved begin(Handle handle, long partyId, String fields, boolean apart, Staff by) {
    desk.look(partyId, by);
    var id =
        handle
            .createQuery(
                """
                insert into contact_draft (staff_id, party_id, fields, begun_at, saved_at)
                values (:staff, :party, cast(:fields as jsonb), :at, :at) returning id
                """)
            .bind("staff", by.id())
            .bind("party", partyId)
            .bind("fields", fields)
            .bind("at", clock.now())
            .mapTo(Long.class)
            .one();
    audit.record(handle, by.id(), by.login(), "noteBegun", "customer", partyId, null);
    return new Saved(id, 1, clock.now(), apart);
  }

  private static Map<String, String> checked(Map<String, String> fields) {
    if (fields == null || fields.size() > MOST_FIELDS) {
      throw new RuleBroken("contact.draft-not-a-note");
    }
    var kept = new LinkedHashMap<String, String>();
    fields.forEach(
        (name, typed) -> {
          if (!FIELD.matcher(name).matches() || typed != null && typed.length() > LONGEST) {
            throw new RuleBroken("contact.draft-not-a-note");
          }
          if (typed != null && !typed.isEmpty()) {
            kept.put(name, Said.keepable(typed));
          }
        });
    return kept;
  }

  private static String json(Map<String, String> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts are always JSON", e);
    }
  }

  static Map<String, String> texts(String json) {
    try {
      return JSON.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      e.clearLocation();
      throw new IllegalStateException("The database gave a draft that does not fit", e);
    }
  }
}
