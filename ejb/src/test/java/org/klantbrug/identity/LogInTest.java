package org.klantbrug.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

@OnDatabase
class LogInTest {
  /** The least that bcrypt allows: what is tested here does not rest on the work. */
  private static final Passwords QUICK = new Passwords(4);

  private static final String PASSWORD = "een lange zin van vier";

  private final Database database = new Database(TestDatabase.fresh());
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(database, clock);
  private final People people = new People(database);
  private final StaffAdministration administration =
      new StaffAdministration(database, clock, audit, QUICK);
  private final Logins logins = new Logins(database, audit, people, administration, QUICK);

  @BeforeEach
  void somebodyWorksHere() {
    administration.create(
        "anna", "Anna de Wit", null, "nl", PASSWORD, List.of("dataSteward"), false, null);
  }

  @Test
  void thePasswordLetsIn() {
    assertThat(logins.logIn("Anna", PASSWORD).roles()).containsExactly("dataSteward");
  }

  @Test
  void aWrongPasswordAndAnUnknownLoginAreToldAlike() {
    assertThatThrownBy(() -> logins.logIn("anna", "something else"))
        .hasMessageContaining("Login or password is wrong");
    assertThatThrownBy(() -> logins.logIn("nobody", PASSWORD))
        .hasMessageContaining("Login or password is wrong");
    assertThatThrownBy(() -> logins.logIn("anna", null))
        .hasMessageContaining("Login or password is wrong");
    assertThatThrownBy(() -> logins.logIn("anna", "x".repeat(200)))
        .hasMessageContaining("Login or password is wrong");
  }

  /**
   * A password check costs about a tenth of a second; leaving it out would tell that there is
   * nobody.
   */
  @ParameterizedTest
  @ValueSource(strings = {"anna", "nobody", "left", "locked"})
  void whoeverIsNamedOnePasswordIsCheckedAtTheSameCost(String login) {
    var hashes = new ArrayList<String>();
    var watched = new Logins(database, audit, people, administration, watching(hashes));
    takeIn("left");
    takeIn("locked");
    database.use(
        handle -> {
          handle.execute("update identity_staff set active = false where login = 'left'");
          handle.execute(
              "update identity_staff set locked_until = 'infinity' where login = 'locked'");
        });

    assertThatThrownBy(() -> watched.logIn(login, "something else")).isNotNull();

    assertThat(hashes).singleElement().asString().startsWith("$2a$04$").hasSize(60);
  }

  /** Guesses sent side by side all pass the look-up before the first of them counts. */
  @Test
  void aLockThatComesWhileThePasswordIsCheckedHoldsForTheRightOneToo() {
    var lockedMeanwhile = new Logins(database, audit, people, administration, lockingFirst());

    assertThatThrownBy(() -> lockedMeanwhile.logIn("anna", PASSWORD))
        .hasMessageContaining("Login or password is wrong");

    assertThat(isLocked("anna")).isTrue();
    assertThatThrownBy(() -> logins.logIn("anna", PASSWORD))
        .hasMessageContaining("Login or password is wrong");
  }

  @Test
  void aLockThatComesWhileThePresentPasswordIsCheckedKeepsThePassword() {
    var anna = people.findByLogin("anna").orElseThrow();
    var lockedMeanwhile = new Logins(database, audit, people, administration, lockingFirst());

    assertThatThrownBy(
            () -> lockedMeanwhile.changePassword(anna, PASSWORD, "een heel andere zin van zes"))
        .hasMessageContaining("present password is wrong");

    assertThat(isLocked("anna")).isTrue();
  }

  @Test
  void aLockThatIsOverIsForgottenByTheRightPassword() {
    database.use(
        handle ->
            handle.execute(
                "update identity_staff set failed_logins = 5, locked_until = '2020-01-01'"));

    assertThat(logins.logIn("anna", PASSWORD).login()).isEqualTo("anna");
  }

  private Passwords lockingFirst() {
    return new Passwords(4) {
      @Override
      boolean fits(String password, String hash) {
        for (var i = 0; i < 5; i++) {
          logins.loginFailed("anna");
        }
        return super.fits(password, hash);
      }
    };
  }

  private boolean isLocked(String login) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select coalesce(locked_until > clock_timestamp() + interval '14 minutes', false)
                      from identity_staff where login = :login""")
                .bind("login", login)
                .mapTo(Boolean.class)
                .one());
  }

  private static Passwords watching(List<String> hashes) {
    return new Passwords(4) {
      @Override
      boolean fits(String password, String hash) {
        hashes.add(hash);
        return super.fits(password, hash);
      }
    };
  }

  private void takeIn(String login) {
    administration.create(
        login, "Iemand Anders", null, "nl", PASSWORD, List.of("adviser"), false, null);
  }

  @Test
  void theFifthWrongPasswordLocksEvenForTheRightOne() {
    for (var i = 0; i < 5; i++) {
      assertThatThrownBy(() -> logins.logIn("anna", "wrong")).isNotNull();
    }

    assertThatThrownBy(() -> logins.logIn("anna", PASSWORD))
        .hasMessageContaining("Login or password is wrong");
  }

  @Test
  void theLogIsFoundByTheLoginThatWasTriedWithAWrongPassword() {
    assertThatThrownBy(() -> logins.logIn("Anna", "wrong")).isNotNull();
    logins.logIn("anna", PASSWORD);
    assertThatThrownBy(() -> logins.logIn("nobody", "wrong")).isNotNull();

    assertThat(
            audit.page(
                new Audit.Search("Anna", null, null, null, null),
                Instant.now().plusSeconds(60),
                10))
        .extracting(Audit.Entry::action)
        .containsExactly("login", "loginFailed");
    assertThat(
            audit.page(
                new Audit.Search("nobody", null, null, null, null),
                Instant.now().plusSeconds(60),
                10))
        .isEmpty();
  }

  @Test
  void theLogShowsWhatIsAskedForOnly() {
    assertThatThrownBy(() -> logins.logIn("anna", "wrong")).isNotNull();
    logins.logIn("anna", PASSWORD);

    assertThat(
            audit.page(
                new Audit.Search(null, "loginFailed", null, null, null),
                Instant.now().plusSeconds(60),
                10))
        .extracting(Audit.Entry::action)
        .containsExactly("loginFailed");
  }

  @Test
  void theLogShowsWorkWithoutTheCustomerAsSuchAlsoWhereItWasKeptAsAnIdentityCheck() {
    audit.record(null, "anna", "identityChecked", "customer", 1, "COMPLAINT");
    audit.record(null, "anna", "identityChecked", "customer", 2, "birth_date");

    assertThat(found("purposeNoted")).containsExactly("1");
    assertThat(found("identityChecked")).containsExactly("2");
  }

  @Test
  void theLogCanBeReadUpToADay() {
    audit.record(null, "anna", "customerOpened", "customer", 1, null);

    assertThat(foundUntil(Instant.now().plusSeconds(60))).containsExactly("1");
    assertThat(foundUntil(Instant.now().minusSeconds(60))).isEmpty();
  }

  private List<String> foundUntil(Instant until) {
    var search = new Audit.Search(null, "customerOpened", null, null, until);
    return audit.page(search, Instant.now().plusSeconds(60), 10).stream()
        .map(Audit.Entry::subjectId)
        .toList();
  }

  private List<String> found(String action) {
    return audit
        .page(new Audit.Search(null, action, null, null, null), Instant.now().plusSeconds(60), 10)
        .stream()
        .map(Audit.Entry::subjectId)
        .toList();
  }

  @Test
  void aGoodLoginForgetsEarlierMistakes() {
    for (var i = 0; i < 4; i++) {
      assertThatThrownBy(() -> logins.logIn("anna", "wrong")).isNotNull();
    }
    logins.logIn("anna", PASSWORD);
    assertThatThrownBy(() -> logins.logIn("anna", "wrong")).isNotNull();

    assertThat(logins.logIn("anna", PASSWORD).login()).isEqualTo("anna");
  }
}
