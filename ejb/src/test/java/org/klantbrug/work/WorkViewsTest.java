package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** Lists that people keep, for themselves or with their team. */
@OnDatabase
class WorkViewsTest {
  private static final Staff LOTTE = staff(1, 1L);
  private static final Staff EMMA = staff(2, 1L);
  private static final Staff WILLEM = staff(3, null);

  private final Database database = new Database(TestDatabase.fresh());
  private final WorkViews views = new WorkViews(database);

  private static Staff staff(long id, Long team) {
    return new Staff(id, "s" + id, "S" + id, "nl", false, team, Set.of(), Set.of());
  }

  @BeforeEach
  void begin() {
    database.use(
        handle ->
            handle.execute(
                """
                insert into identity_team (name) values ('Balie');
                insert into identity_staff (login, full_name, team_id)
                values ('lotte', 'Lotte', 1), ('emma', 'Emma', 1), ('willem', 'Willem', null)"""));
  }

  private List<String> seenBy(Staff staff) {
    return views.of(staff).stream().map(WorkViews.View::name).toList();
  }

  private long id(String name, Staff staff) {
    return views.of(staff).stream().filter(view -> view.name().equals(name)).findFirst().get().id();
  }

  @Test
  void theTeamSeesWhatIsSharedAndNobodySeesTheRest() {
    views.keep("Te laat", "show=all&when=overdue", true, LOTTE);
    views.keep("Voor straks", "show=mine", false, LOTTE);

    assertThat(seenBy(LOTTE)).containsExactly("Te laat", "Voor straks");
    assertThat(seenBy(EMMA)).containsExactly("Te laat");
    assertThat(seenBy(WILLEM)).isEmpty();
  }

  @Test
  void aNameIsGivenAnewToTheListThatIsShown() {
    views.keep("Straks", "show=mine", false, LOTTE);
    views.keep(" Straks ", "show=all", false, LOTTE);

    assertThat(views.of(LOTTE)).extracting(WorkViews.View::query).containsExactly("show=all");
  }

  @Test
  void whatOpensFirstIsEachPersonsOwnChoiceAndEndsWithTheList() {
    views.keep("Te laat", "show=all&when=overdue", true, LOTTE);
    views.openFirst(id("Te laat", EMMA), EMMA);
    assertThat(views.findFirst(EMMA)).contains("show=all&when=overdue");
    assertThat(views.findFirst(LOTTE)).isEmpty();

    views.drop(id("Te laat", LOTTE), LOTTE);

    assertThat(views.findFirst(EMMA)).isEmpty();
  }

  @Test
  void nobodyDropsOrBeginsWithAListThatIsNotTheirs() {
    views.keep("Te laat", "show=all", true, LOTTE);
    views.keep("Geheim", "show=hand", false, LOTTE);
    var shared = id("Te laat", LOTTE);
    var secret = id("Geheim", LOTTE);

    assertThatThrownBy(() -> views.drop(shared, EMMA))
        .extracting("key")
        .isEqualTo("work.view-not-yours");
    assertThatThrownBy(() -> views.openFirst(secret, EMMA))
        .extracting("key")
        .isEqualTo("work.view-not-yours");
    assertThat(seenBy(LOTTE)).containsExactly("Geheim", "Te laat");
  }

  @Test
  void whoIsInNoTeamSharesNothing() {
    assertThatThrownBy(() -> views.keep("Alles", "show=all", true, WILLEM))
        .extracting("key")
        .isEqualTo("work.view-without-team");
  }
}
