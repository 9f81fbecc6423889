package org.klantbrug.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** The catalogue names all that is kept of a person. A new table or column is a decision. */
@OnDatabase
class PersonalDataTest {
  /** Reach a customer or look like it, and hold keys, or data of our own people. */
  private static final Set<String> KEYS_ONLY =
      Set.of(
          "brake_hold",
          "identity_staff",
          "identity_token",
          "merger_contact",
          "merger_vanished",
          "privacy_emptied",
          "sla_rung",
          "sla_told",
          "transfer_ledger",
          "transfer_scope",
          "work_job",
          "work_move",
          "work_presence");

  private final Database database = new Database(TestDatabase.fresh());

  /** Also those in which words may stand that no key leads to: each is a decision. */
  @Test
  void everyTableThereIsStandsInTheCatalogue() {
    assertThat(named())
        .containsExactlyInAnyOrderElementsOf(
            all(
                """
                select relname from pg_class
                 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                   and relname !~ '^(act|flw|flyway)_'"""));
  }

  /** By a foreign key, however long the way, or by the name of a column. */
  @Test
  void everyTableThatReachesACustomerIsInTheCatalogue() {
    var reaching =
        all(
            """
            with recursive reaches as (
              select 'customer_identity'::regclass::oid as id
              union select 'customer_party'::regclass::oid
              union select 'complaint_complaint'::regclass::oid
              union
              select f.conrelid from reaches r join pg_constraint f on f.contype = 'f' and f.confrelid = r.id)
            select c.relname from reaches r join pg_class c on c.oid = r.id
            union
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
               and a.attnum > 0 and not a.attisdropped
               and a.attname in ('identity_id', 'party_id', 'complaint_id', 'contact_id', 'promise_id', 'clock_id', 'person_id',
                     'left_id', 'customer_key', 'given_name', 'family_name', 'full_name', 'birth_date', 'email', 'phone',
                     'iban', 'postcode', 'search_name', 'account_holder', 'raw', 'subject_id', 'about_id', 'file_id')""");

    assertThat(
            PersonalData.places().stream()
                .filter(place -> place.reach() != Reach.NOT || KEYS_ONLY.contains(place.table()))
                .map(Place::table))
        .containsAll(reaching)
        .hasSizeGreaterThan(40);
  }

  @Test
  void everyColumnOfTheseTablesHasItsFate() {
    for (var place : PersonalData.places()) {
      if (place.reach() == Reach.NOT) {
        assertThat(place.why()).as(place.table()).isNotBlank();
      } else {
        assertThat(place.all())
            .as(place.table())
            .doesNotHaveDuplicates()
            .containsExactlyInAnyOrderElementsOf(columns(place.table()));
      }
    }
  }

  @Test
  void theApplicationMayEmptyWhatItIsToEmptyAndNotWhatIsSealed() {
    for (var place : PersonalData.places()) {
      place
          .emptied()
          .forEach(column -> assertThat(mayUpdate(place, column)).as(place + column).isTrue());
      place
          .sealed()
          .forEach(column -> assertThat(mayUpdate(place, column)).as(place + column).isFalse());
    }
  }

  private boolean mayUpdate(Place place, String column) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select has_column_privilege('klantbrug_app', :table, :column, 'UPDATE')")
                .bind("table", place.table())
                .bind("column", column)
                .mapTo(Boolean.class)
                .one());
  }

  private static Set<String> named() {
    return PersonalData.places().stream()
        .map(Place::table)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> columns(String table) {
    return all(
        "select column_name from information_schema.columns where table_schema = 'public' and table_name = '"
            + table
            + "'");
  }

  private List<String> all(String query) {
    return database.with(handle -> handle.createQuery(query).mapTo(String.class).list());
  }
}
