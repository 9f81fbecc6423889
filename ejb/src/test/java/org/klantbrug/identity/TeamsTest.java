package org.klantbrug.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** Colleagues look after each other's work in teams. */
@OnDatabase
class TeamsTest {
  private Database database;
  private Teams teams;
  private Staff bas;
  private Staff lotte;
  private long desk;

  @BeforeEach
  void begin() {
    database = new Database(TestDatabase.fresh());
    var clock = new BusinessClock();
    teams = new Teams(database, new Audit(database, clock));
    database.use(
        handle ->
            handle.execute(
                "insert into identity_staff (login, full_name) values ('bas', 'Bas'), ('lotte', 'Lotte')"));
    var people = new People(database);
    var administration = new StaffAdministration(database, clock, new Audit(database, clock));
    bas = people.findByLogin("bas").orElseThrow();
    lotte = people.findByLogin("lotte").orElseThrow();
    desk = teams.create(" Balie ", bas);
  }

  @Test
  void aTeamHasANameMembersAndALead() {
    teams.change(desk, 0, "Balie Noord", List.of(bas.id(), lotte.id()), lotte.id(), bas);

    assertThat(teams.list())
        .singleElement()
        .satisfies(
            team -> {
              assertThat(team.name()).isEqualTo("Balie Noord");
              assertThat(team.lead()).isEqualTo("Lotte");
              assertThat(team.members()).isEqualTo(2);
            });
  }

  @Test
  void whoJoinsAnotherTeamLeavesTheFirstAndNoLongerLeadsIt() {
    teams.change(desk, 0, "Balie", List.of(bas.id(), lotte.id()), lotte.id(), bas);
    var office = teams.create("Kantoor", bas);

    teams.change(office, 0, "Kantoor", List.of(lotte.id()), null, bas);

    assertThat(teams.list())
        .extracting(Teams.Team::name, Teams.Team::lead, Teams.Team::members)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Balie", null, 1L),
            org.assertj.core.groups.Tuple.tuple("Kantoor", null, 1L));
  }

  @Test
  void whoHasATeamOpenThatLosesAMemberDoesNotTakeHimBackByRenamingIt() {
    teams.change(desk, 0, "Balie", List.of(bas.id(), lotte.id()), null, bas);
    var office = teams.create("Kantoor", bas);
    teams.change(office, 0, "Kantoor", List.of(lotte.id()), null, bas);

    assertThatThrownBy(
            () -> teams.change(desk, 1, "Balie Zuid", List.of(bas.id(), lotte.id()), null, bas))
        .hasMessageContaining("changed this team meanwhile");
  }

  @Test
  void onlyAMemberLeads() {
    assertThatThrownBy(() -> teams.change(desk, 0, "Balie", List.of(bas.id()), lotte.id(), bas))
        .hasMessageContaining("one of the members");
  }

  @Test
  void aNameIsNeededAndTakenOnce() {
    assertThatThrownBy(() -> teams.create("Balie", bas)).hasMessageContaining("a team Balie");
    assertThatThrownBy(() -> teams.create("  ", bas)).hasMessageContaining("name");
    var office = teams.create("Kantoor", bas);
    assertThatThrownBy(() -> teams.change(office, 0, "Balie", List.of(), null, bas))
        .hasMessageContaining("a team Balie");
  }

  @Test
  void twoAdministratorsDoNotOverwriteEachOther() {
    teams.change(desk, 0, "Balie", List.of(bas.id()), null, bas);

    assertThatThrownBy(() -> teams.change(desk, 0, "Balie", List.of(), null, bas))
        .hasMessageContaining("meanwhile");
  }
}
