package org.klantbrug.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;

/** Staff get in by password or token, and no further than their roles. */
@OnDatabase
class PeopleTest {
  /** The least that bcrypt allows: what is tested here does not rest on the work. */
  private static final Passwords QUICK = new Passwords(4);

  private static final String PASSWORD = "vier paarden lopen";

  private final BusinessClock clock = new BusinessClock();
  private People people;
  private StaffAdministration administration;
  private Logins logins;
  private Tokens tokens;
  private Staff admin;

  @BeforeEach
  void begin() {
    var database = new Database(TestDatabase.fresh());
    var audit = new Audit(database, clock);
    people = new People(database);
    administration = new StaffAdministration(database, clock, audit, QUICK);
    logins = new Logins(database, audit, people, administration, QUICK);
    tokens = new Tokens(database, clock, audit, people);
    administration.create("bas", "Bas Beheer", null, "nl", PASSWORD, List.of("admin"), false, null);
    admin = people.findByLogin("bas").orElseThrow();
  }

  @Test
  void aRoleGivesItsPermissionsAndNoOthers() {
    administration.create(
        "lotte", "Lotte Jansen", null, "nl", PASSWORD, List.of("adviser"), false, admin);

    var lotte = people.findByLogin("LOTTE").orElseThrow();

    assertThat(lotte.may(Action.CUSTOMER_READ)).isTrue();
    assertThat(lotte.may(Action.MERGER_SIGN)).isFalse();
  }

  @Test
  void whoMayDoSomethingIsKnownByName() {
    var noor =
        administration.create(
            "noor", "Noor Smit", null, "nl", PASSWORD, List.of("privacyOfficer"), false, admin);
    administration.create(
        "lotte", "Lotte Jansen", null, "nl", PASSWORD, List.of("adviser"), false, admin);

    assertThat(people.whoMay(Action.PRIVACY_CONFIRM)).contains(new People.Named(noor, "Noor Smit"));
    assertThat(people.whoMay(Action.PRIVACY_CONFIRM))
        .extracting(People.Named::name)
        .doesNotContain("Lotte Jansen");
  }

  @ParameterizedTest
  @CsvSource({
    "migrationOperator, true",
    "migrationLead, true",
    "dataSteward, true",
    "finance, true",
    "auditor, false",
    "admin, false",
    "adviser, false"
  })
  void theRecordsBehindAFigureAreForWhoReconcilesExplainsOrSigns(String role, boolean may) {
    administration.create("lotte", "Lotte", null, "nl", PASSWORD, List.of(role), false, admin);

    assertThat(people.findByLogin("lotte").orElseThrow().may(Action.MERGER_RECORDS)).isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({
    "adviser, true",
    "contactPerson, true",
    "backOfficeHandler, true",
    "complaintCoordinator, true",
    "finance, false",
    "migrationOperator, false",
    "dataSteward, false",
    "privacyOfficer, false",
    "teamLead, true",
    "auditor, false"
  })
  void contactsAndPromisesAreForWhoseDayIsCustomers(String role, boolean may) {
    administration.create("lotte", "Lotte", null, "nl", PASSWORD, List.of(role), false, admin);

    var lotte = people.findByLogin("lotte").orElseThrow();
    assertThat(lotte.may(Action.CUSTOMER_PROMISES)).isEqualTo(may);
    assertThat(lotte.may(Action.CUSTOMER_CONTACT)).isEqualTo(may);
  }

  @Test
  void theFifthWrongPasswordLocksTheLogin() {
    for (var attempt = 1; attempt <= 4; attempt++) {
      logins.loginFailed("bas");
    }
    assertThat(isLocked()).isFalse();

    logins.loginFailed("bas");

    assertThat(isLocked()).isTrue();
  }

  @Test
  void aGoodLoginStartsTheCountAnew() {
    for (var attempt = 1; attempt <= 4; attempt++) {
      logins.loginFailed("bas");
    }
    logins.loggedIn(admin);
    logins.loginFailed("bas");

    assertThat(isLocked()).isFalse();
  }

  @Test
  void anUnknownLoginIsTakenQuietly() {
    logins.loginFailed("nobody");

    assertThat(people.findByLogin("nobody")).isEmpty();
  }

  @Test
  void aTokenLetsItsOwnerInUntilItEnds() {
    var token = tokens.issue(admin.id(), "laptop", admin);

    assertThat(tokens.findStaff(token)).map(Staff::login).contains("bas");
    assertThat(tokens.findStaff(token + "x")).isEmpty();

    clock.set(Clock.offset(Clock.systemUTC(), Duration.ofDays(91)));
    assertThat(tokens.findStaff(token)).isEmpty();
  }

  @Test
  void aTokenThatWasTakenBackNoLongerWorks() {
    var token = tokens.issue(admin.id(), "laptop", admin);

    tokens.revoke(tokens.of(admin.id()).get(0).id(), admin);

    assertThat(tokens.findStaff(token)).isEmpty();
  }

  @Test
  void whoLeavesIsOutAtOnceWithTheirTokens() {
    var id =
        administration.create(
            "lotte", "Lotte Jansen", null, "nl", PASSWORD, List.of("adviser"), false, admin);
    var token = tokens.issue(id, "laptop", admin);

    administration.change(id, 0, "Lotte Jansen", null, false, false, List.of("adviser"), admin);

    assertThat(people.findByLogin("lotte")).isEmpty();
    assertThat(tokens.findStaff(token)).isEmpty();
  }

  @Test
  void aNewPasswordByTheAdministratorEndsTheOpenSessions() {
    var session = people.sessionNumber(admin.id());
    assertThat(people.findInSession("bas", session)).isPresent();

    administration.setPassword(admin.id(), "bas", "acht groene kikkers", admin);

    assertThat(people.findInSession("bas", session)).isEmpty();
    assertThat(people.findInSession("bas", people.sessionNumber(admin.id()))).isPresent();
  }

  @Test
  void changingOnesOwnPasswordNeedsThePresentOneAndEndsTheOpenSessions() {
    var session = people.sessionNumber(admin.id());
    assertThatThrownBy(() -> logins.changePassword(admin, "geraden", "acht groene kikkers"))
        .hasMessageContaining("present password is wrong");
    assertThat(people.findInSession("bas", session)).isPresent();

    logins.changePassword(admin, PASSWORD, "acht groene kikkers");

    assertThat(people.findInSession("bas", session)).isEmpty();
    assertThat(logins.logIn("bas", "acht groene kikkers").login()).isEqualTo("bas");
  }

  @Test
  void guessingThePresentPasswordLocksLikeAnyLogin() {
    for (var attempt = 1; attempt <= 5; attempt++) {
      assertThatThrownBy(() -> logins.changePassword(admin, "geraden", "acht groene kikkers"))
          .isInstanceOf(RuleBroken.class);
    }

    assertThat(isLocked()).isTrue();
  }

  @Test
  void whoComesBackDoesNotFindTheirOldSessionOpen() {
    var id =
        administration.create(
            "lotte", "Lotte Jansen", null, "nl", PASSWORD, List.of("adviser"), false, admin);
    var session = people.sessionNumber(id);

    administration.change(id, 0, "Lotte Jansen", null, false, false, List.of("adviser"), admin);
    administration.change(id, 1, "Lotte Jansen", null, true, false, List.of("adviser"), admin);

    assertThat(people.findInSession("lotte", session)).isEmpty();
  }

  @Test
  void twoAdministratorsDoNotOverwriteEachOther() {
    var id =
        administration.create(
            "lotte", "Lotte Jansen", null, "nl", PASSWORD, List.of("adviser"), false, admin);
    administration.change(id, 0, "Lotte Bakker", null, true, false, List.of("adviser"), admin);

    assertThatThrownBy(
            () ->
                administration.change(
                    id, 0, "Lotte Visser", null, true, false, List.of("adviser"), admin))
        .isInstanceOf(RuleBroken.class)
        .extracting("key")
        .isEqualTo("identity.changed-by-another");
  }

  @Test
  void anAdministratorCannotLockThemselvesOut() {
    assertThatThrownBy(
            () ->
                administration.change(
                    admin.id(), 0, "Bas", null, false, false, List.of("admin"), admin))
        .isInstanceOf(RuleBroken.class);
  }

  @Test
  void anAdministratorGivesThemselvesNoOtherRole() {
    var more = List.of("admin", "finance", "migrationLead");
    assertThatThrownBy(
            () -> administration.change(admin.id(), 0, "Bas", null, true, false, more, admin))
        .isInstanceOf(RuleBroken.class)
        .extracting("key")
        .isEqualTo("identity.not-own-roles");
  }

  /** The log rests on who somebody is: nobody works on with a password that another one knows. */
  @Test
  void whoWasGivenAPasswordChoosesHisOwn() {
    administration.create(
        "lotte", "Lotte Jansen", null, "nl", PASSWORD, List.of("adviser"), false, admin);
    var lotte = logins.logIn("lotte", PASSWORD);
    assertThat(logins.mustChoosePassword(lotte)).isTrue();

    logins.changePassword(lotte, PASSWORD, "een heel andere lange zin");
    assertThat(logins.mustChoosePassword(lotte)).isFalse();

    administration.setPassword(lotte.id(), "lotte", "alweer een nieuwe zin", admin);
    assertThat(logins.mustChoosePassword(lotte)).isTrue();
    assertThat(logins.mustChoosePassword(admin)).as("made by command").isFalse();
  }

  @Test
  void aNewPasswordEndsTheTokensToo() {
    var id =
        administration.create(
            "lotte", "Lotte Jansen", null, "nl", PASSWORD, List.of("adviser"), false, admin);
    var token = tokens.issue(id, "laptop", admin);

    administration.setPassword(id, "lotte", "een heel andere lange zin", admin);

    assertThat(tokens.findStaff(token)).isEmpty();
  }

  @Test
  void weakPasswordsAreRefusedWithAReason() {
    assertThat(refusal("kort")).isEqualTo("identity.password-too-short");
    assertThat(refusal("aaaaaaaaaaaaaaaa")).isEqualTo("identity.password-too-easy");
    assertThat(refusal("lotte is de beste")).isEqualTo("identity.password-too-easy");
    assertThat(refusal("é".repeat(40))).isEqualTo("identity.password-too-long");
  }

  private String refusal(String password) {
    try {
      administration.create(
          "lotte", "Lotte Jansen", null, "nl", password, List.of("adviser"), false, admin);
      return "accepted";
    } catch (RuleBroken rule) {
      return rule.key();
    }
  }

  private boolean isLocked() {
    return people.list().get(0).locked();
  }
}
