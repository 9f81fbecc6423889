package org.klantbrug.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.contact.Exceptions;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.OnDatabase;

/** Who reads what an adviser asked the back office to allow. */
@OnDatabase
class AskedExceptionsTest {
  private final NotingFixture at = new NotingFixture();
  private final Exceptions exceptions = new Exceptions(at.in.database, at.clock, at.audit, null);
  private long item;

  @BeforeEach
  void ask() {
    at.in.sql(
        """
        insert into work_item (kind, subject_kind, subject_id, role_code, created_at)
        values ('decideException', 'customer', %d, 'backOfficeHandler', '2026-05-04T10:00Z')"""
            .formatted(at.party("B2")));
    item = at.in.number("select id from work_item where kind = 'decideException'");
    at.in.sql(
        """
        insert into contact_exception (identity_id, asked, asked_by, asked_at, work_item_id)
        values (%d, 'Kwijtschelden', %d, '2026-05-04T10:00Z', %d)"""
            .formatted(at.in.identity(at.in.theirs, "B2"), at.adviser.id(), item));
  }

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void whoAskedAndWhoDecidesReadIt() {
    assertThat(exceptions.read(item, at.sight(), at.adviser))
        .hasValueSatisfying(asked -> assertThat(asked.asked()).isEqualTo("Kwijtschelden"));
    assertThat(exceptions.read(item, at.sight(), handler())).isPresent();
    assertThat(at.written(at.party("B2"))).contains("exceptionRead");
  }

  @Test
  void whoOnlySeesTheWorkListDoesNotReadIt() {
    assertThat(exceptions.read(item, at.sight(), at.other)).isEmpty();
    assertThat(at.written(at.party("B2"))).doesNotContain("exceptionRead");
  }

  @Test
  void beforeTheDayOfTheWallOnlyTheCleanTeamReadsIt() {
    at.in.sql("update merger_merger set visible_from = '2026-06-01'");

    assertThat(exceptions.read(item, new Sight(at.clock.today(), false), handler())).isEmpty();
    assertThat(exceptions.read(item, new Sight(at.clock.today(), true), handler())).isPresent();
  }

  private Staff handler() {
    return new Staff(
        at.other.id(),
        at.other.login(),
        at.other.fullName(),
        "nl",
        false,
        null,
        Set.of("backOfficeHandler"),
        Set.of("customer.read"));
  }
}
