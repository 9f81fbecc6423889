package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** The work list of a team: what its members have in hand or may take. */
@OnDatabase
class TeamWorkTest {
  private final Database database = new Database(TestDatabase.fresh());
  private final WorkList list = new WorkList(database, new BusinessClock(), null);

  @BeforeEach
  void begin() {
    database.use(
        handle ->
            handle.execute(
                """
                insert into identity_team (name) values ('Balie'), ('Kantoor');
                insert into identity_staff (login, full_name, team_id)
                values ('lotte', 'Lotte', 1), ('emma', 'Emma', 1), ('willem', 'Willem', 2);
                insert into identity_staff_role values (2, 'dataSteward'), (3, 'finance');
                insert into work_item (kind, subject_kind, subject_id, role_code, not_staff_id, claimed_by, state, created_at) values
                  ('emmaMay', 'run', 1, 'dataSteward', null, null, 'OPEN', now()),
                  ('emmaDidTheStepBefore', 'run', 1, 'dataSteward', 2, null, 'OPEN', now()),
                  ('lotteHasIt', 'run', 1, 'adviser', null, 1, 'OPEN', now()),
                  ('willemHasIt', 'run', 1, 'dataSteward', null, 3, 'OPEN', now()),
                  ('willemMay', 'run', 1, 'finance', null, null, 'OPEN', now()),
                  ('done', 'run', 1, 'dataSteward', null, null, 'DONE', now())"""));
  }

  @Test
  void showsWhatTheMembersHaveInHandOrMayTake() {
    assertThat(ofTeam(lotte(1L)))
        .extracting(WorkItems.Line::kind)
        .containsExactly("emmaMay", "lotteHasIt");
  }

  @Test
  void isEmptyForWhoIsInNone() {
    assertThat(ofTeam(lotte(null))).isEmpty();
  }

  private List<WorkItems.Line> ofTeam(Staff staff) {
    return list.page(WantedWork.of(WantedWork.Whose.TEAM), null, 50, staff).lines();
  }

  private static Staff lotte(Long team) {
    return new Staff(1, "lotte", "Lotte", "nl", false, team, Set.of("adviser"), Set.of());
  }
}
