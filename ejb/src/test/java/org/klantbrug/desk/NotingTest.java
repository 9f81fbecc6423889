package org.klantbrug.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.klantbrug.desk.NotingFixture.contact;
import static org.klantbrug.desk.NotingFixture.question;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.contact.ContactHead;
import org.klantbrug.contact.NewContact;
import org.klantbrug.contact.NewPromise;
import org.klantbrug.contact.NewQuestion;
import org.klantbrug.contact.NotedContact;
import org.klantbrug.contact.NotedSince;
import org.klantbrug.contact.Noting;
import org.klantbrug.contact.RepeatContact;
import org.klantbrug.contact.TimelineItem;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.MergerLabel;
import org.klantbrug.merger.MergerTerms;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.Kind;

/** What an adviser notes of a contact, and where it stands afterwards. */
@OnDatabase
class NotingTest {
  private final NotingFixture at = new NotingFixture();

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void aNotedContactStandsOnTopOfTheTimelineWithItsQuestionsAndItsAuthor() {
    at.note(
        "A1",
        contact(question("BILL", "Waarom twee rekeningen?", 6), question("MOVING", "Verhuist", 2)));

    var newest = at.timeline("A1").get(0);
    assertThat(newest.author()).isEqualTo("Olga Operator");
    assertThat(newest.company()).isEqualTo("NOORD");
    assertThat(newest.ours()).isTrue();
    assertThat(newest.fileName()).isNull();
    assertThat(newest.occurredAt()).isEqualTo(T);
    assertThat(newest.noted().questions())
        .extracting(NotedContact.Question::topic, NotedContact.Question::asked)
        .containsExactly(tuple("BILL", "Waarom twee rekeningen?"), tuple("MOVING", "Verhuist"));
    assertThat(newest.noted().minutes()).isEqualTo(8);
    assertThat(at.timeline("A1")).hasSize(3);
    assertThat(at.timeline("A1").get(1).noted()).as("came over").isNull();
    assertThat(at.written(at.party("A1"))).contains("contactNoted");
  }

  @Test
  void whoCameWithTheAcquiredCompanyOnlyCarriesTheContactThere() {
    at.note("B2", contact(question("BILL", "Vraag", 1)));

    assertThat(at.timeline("B2").get(0).company()).isEqualTo("ZUID");
  }

  @Test
  void theAdviserMayChooseTheOtherIdentityButNobodyElses() {
    var theirs = at.in.identity(at.in.theirs, "B1");
    at.note("A1", on(theirs));

    assertThat(at.timeline("A1").get(0).company()).isEqualTo("ZUID");
    assertThatThrownBy(() -> at.note("A1", on(at.in.identity(at.in.theirs, "B2"))))
        .hasMessageContaining("does not belong to this customer");
  }

  private static NewContact on(long identity) {
    return new NewContact(
        null, "PHONE", "IN", null, identity, List.of(), null, null, null, "Over de eindnota");
  }

  @Test
  void behindTheVeilNothingIsNoted() {
    at.at(T.plus(Duration.ofMinutes(31)));

    assertThatThrownBy(() -> at.note("A1", contact(question("BILL", "Vraag", 1))))
        .hasMessageContaining("veiled");
    assertThat(at.timeline("A1")).hasSize(2);
  }

  @Test
  void whatIsSentTwiceIsNotedOnce() {
    var once = keyed(UUID.randomUUID());

    var first = at.note("A1", once);
    var second = at.note("A1", once);

    assertThat(second).isEqualTo(first);
    assertThat(at.timeline("A1")).hasSize(3);
  }

  private static NewContact keyed(UUID key) {
    return new NewContact(
        key,
        "PHONE",
        "IN",
        null,
        null,
        List.of(question("BILL", "Vraag", 1)),
        null,
        null,
        null,
        null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "${7*7} #{7*7}",
        "\uD83D\uDE42 een lach",
        "'; drop table contact_note; --"
      })
  void whatIsTypedIsKeptAsItIs(String text) {
    at.note("A1", contact(question("OTHER", text, 1)));

    assertThat(at.timeline("A1").get(0).noted().questions().get(0).asked()).isEqualTo(text);
  }

  @Test
  void aCharacterThatNobodyCanTypeIsLeftOut() {
    at.note("A1", contact(question("OTHER", "een\0twee", 1)));

    assertThat(at.timeline("A1").get(0).noted().questions().get(0).asked()).isEqualTo("eentwee");
  }

  @Test
  void aWholeStoryFitsAndWhatIsLongerIsRefusedInWords() {
    at.note("A1", contact(question("OTHER", "x".repeat(10_000), 1)));

    assertThatThrownBy(() -> at.note("A1", contact(question("OTHER", "x".repeat(10_003), 1))))
        .hasMessageContaining("10,000")
        .hasMessageContaining("3 too many");
  }

  @Test
  void aQuestionOfWhichSomethingIsMissingIsRefused() {
    assertThatThrownBy(() -> at.note("A1", contact(question("BILL", "  ", 1))))
        .hasMessageContaining("what the customer asked");
    assertThatThrownBy(() -> at.note("A1", contact(question(null, "Vraag", 1))))
        .hasMessageContaining("topic");
    assertThatThrownBy(() -> at.note("A1", contact(question("BILL", "Vraag", 601))))
        .hasMessageContaining("minutes");
    assertThatThrownBy(() -> at.note("A1", contact(question("NOTHING", "Vraag", 1))))
        .hasMessageContaining("not a choice");
    assertThatThrownBy(() -> at.note("A1", contact())).hasMessageContaining("nothing in the note");
    assertThat(at.timeline("A1")).hasSize(2);
  }

  @Test
  void aContactThatHasNotBegunIsRefused() {
    assertThatThrownBy(
            () ->
                at.note(
                    "A1",
                    new NewContact(
                        null,
                        "PHONE",
                        "IN",
                        T.plus(Duration.ofHours(1)),
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        "Later")))
        .hasMessageContaining("not begun yet");
  }

  @Test
  void aContactAndItsPromiseAreNotedTogetherOrNotAtAll() {
    assertThatThrownBy(
            () ->
                wrapUp(
                    new NewPromise("Belt terug", LocalDate.parse("2026-05-03"), null, null, null)))
        .hasMessageContaining("has passed");
    assertThat(at.timeline("A1")).hasSize(2);

    var noted =
        wrapUp(new NewPromise("Belt terug", LocalDate.parse("2026-05-05"), null, null, null));

    assertThat(at.book.find(noted.promiseId(), at.sight()))
        .hasValueSatisfying(
            promise -> {
              assertThat(promise.text()).isEqualTo("Belt terug");
              assertThat(promise.ownerName()).isEqualTo("Olga Operator");
              assertThat(promise.company()).isEqualTo("NOORD");
            });
    assertThat(at.timeline("A1")).hasSize(3);
  }

  private Noting.Noted wrapUp(NewPromise promise) {
    return at.noting.note(
        at.party("A1"),
        new Noting.WrapUp(contact(question("BILL", "Vraag", 1)), promise, null, null),
        at.adviser);
  }

  @Test
  void theHeadSaysHowItWasLastWhatTheCustomerPrefersAndThatHeCameBack() {
    at.note("A1", said("POSITIVE", "EMAIL"));
    at.at(T.plus(Duration.ofDays(3)));
    at.check(at.party("A1"), at.adviser);
    at.note("A1", said("NEGATIVE", null));
    at.at(T.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(5)));
    at.note("A1", said("NOT_ASKED", null));

    var head = at.heads.of(at.party("A1"), at.sight(), at.adviser);

    assertThat(head.experience().experience()).isEqualTo("NEGATIVE");
    assertThat(head.preferred().channel()).isEqualTo("EMAIL");
    assertThat(head.preferred().byName()).isEqualTo("Olga Operator");
    assertThat(head.repeats())
        .extracting(RepeatContact::topic, RepeatContact::contacts, RepeatContact::minutes)
        .containsExactly(tuple("BILL", 3L, 12));
  }

  @Test
  void ofALabelOfWhichNothingIsSaidAColleagueReadsWhatIsSaidOfTheCompany() {
    at.in.sql("update customer_identity set label = 'Zonnet' where source_key = 'B2'");
    labelled("Anders", "Een ander merk");
    labelled("ZUID", "Het merk van het bedrijf");

    assertThat(at.heads.of(at.party("B2"), at.sight(), at.adviser).brands())
        .extracting(ContactHead.Brand::name, ContactHead.Brand::newBrand)
        .containsExactly(tuple("Zonnet", "Het merk van het bedrijf"));

    labelled("zonnet", "Het merk zelf");

    assertThat(at.heads.of(at.party("B2"), at.sight(), at.adviser).brands())
        .extracting(ContactHead.Brand::newBrand)
        .containsExactly("Het merk zelf");
  }

  private void labelled(String name, String newBrand) {
    new MergerTerms(at.in.database, at.audit)
        .keepLabel(
            at.in.number("select id from merger_merger"),
            new MergerLabel(
                null, null, name, null, null, null, null, null, newBrand, null, null, false, null),
            at.adviser);
  }

  private static NewContact said(String experience, String preferred) {
    return new NewContact(
        null,
        "PHONE",
        "IN",
        null,
        null,
        List.of(question("BILL", "Klopt de rekening?", 4)),
        "WORRIED",
        experience,
        preferred,
        null);
  }

  @Test
  void takingTheTransferBackLeavesWhatWeNotedAndPromised() {
    at.note("A1", contact(question("BILL", "Vraag", 1)));
    var promise = at.promise("A1", "Belt terug", "2026-05-06");

    for (var kind : List.of("HISTORY", "TRANSFER")) {
      var cutover =
          at.in.number("select id from transfer_cutover where kind = '%s'".formatted(kind));
      at.in.transfer.undo(cutover, at.in.operator, "Gaat niet door", T);
    }

    assertThat(at.timeline("A1"))
        .singleElement()
        .satisfies(item -> assertThat(item.noted().questions()).hasSize(1));
    assertThat(at.book.find(promise, at.sight()))
        .hasValueSatisfying(p -> assertThat(p.isOpen()).isTrue());
  }

  @Test
  void aLaterDeliveryLeavesWhatWeNotedAsItIs() {
    at.note("A1", contact(question("BILL", "Vraag", 1)));
    var promise = at.promise("B2", "Stuurt een brief", "2026-05-06");
    var before = ours();
    var later = at.in.run();
    at.in.stageAs(
        "CHANGED",
        at.in.delivery(later, at.in.theirs, Entity.PROMISE, "beloften_later.csv"),
        Entity.PROMISE,
        "source_key",
        "P1",
        "customer_key",
        "B2",
        "text",
        "Anders",
        "due_on",
        "2026-06-10",
        "state",
        "OPEN");
    at.in.carryLive(later, Kind.TRANSFER);

    assertThat(ours()).isEqualTo(before);
    assertThat(at.book.find(promise, at.sight())).isPresent();
    assertThat(at.timeline("A1")).extracting(TimelineItem::text).hasSize(3);
  }

  private List<String> ours() {
    return at.in.texts(
        """
        select f::text from contact_contact f where cutover_id is null
        union all select f::text from contact_promise f where cutover_id is null order by 1""");
  }

  @Test
  void splittingLeavesAContactWithItsIdentity() {
    var merge = at.merging.merge(at.party("A1"), at.party("B2"), at.in.operator, "zelfde", T);
    at.note("A1", contact(question("BILL", "Vraag", 1)));

    at.merging.unmerge(merge, at.in.operator, "toch niet", T);

    assertThat(at.timeline("A1").get(0).noted()).isNotNull();
    assertThat(at.timeline("B2")).allSatisfy(item -> assertThat(item.noted()).isNull());
  }

  @Test
  void whatWasNotedSinceAMergeCanBeHungOnTheOtherBeforeTheSplit() {
    var merge = at.merging.merge(at.party("A1"), at.party("B2"), at.in.operator, "zelfde", T);
    at.note("A1", contact(question("BILL", "Vraag van Sara", 1)));
    var promise = at.promise("A1", "Belt Sara", "2026-05-06");
    var jan = at.party("A1");
    var sara = at.in.identity(at.in.theirs, "B2");

    var noted = at.notedSince.of(jan, T, at.sight());
    assertThat(noted)
        .extracting(NotedSince.Noted::kind)
        .containsExactlyInAnyOrder("CONTACT", "PROMISE");
    noted.forEach(each -> at.notedSince.move(jan, each.kind(), each.id(), sara, at.adviser));
    at.merging.unmerge(merge, at.in.operator, "toch niet", T);

    assertThat(at.timeline("A1")).allSatisfy(item -> assertThat(item.noted()).isNull());
    assertThat(at.timeline("B2").get(0).noted().questions().get(0).asked())
        .isEqualTo("Vraag van Sara");
    assertThat(at.promises.read(promise, at.adviser).partyId()).isEqualTo(at.party("B2"));
    assertThat(at.written(jan)).contains("notedMoved");
  }

  @Test
  void whatCameOverIsNeverMovedAndNothingGoesToAStranger() {
    var delivered = at.in.number("select id from contact_promise where source_key = 'P1'");
    var b2 = at.in.identity(at.in.theirs, "B2");

    assertThatThrownBy(
            () -> at.notedSince.move(at.party("B2"), "PROMISE", delivered, b2, at.adviser))
        .hasMessageContaining("not noted here");
    var noted = at.note("A1", contact(question("BILL", "Vraag", 1)));
    assertThatThrownBy(
            () -> at.notedSince.move(at.party("A1"), "CONTACT", noted.contactId(), b2, at.adviser))
        .hasMessageContaining("does not belong");
    assertThatThrownBy(
            () -> at.notedSince.move(at.party("B2"), "CONTACT", noted.contactId(), b2, at.adviser))
        .hasMessageContaining("not noted here");
  }

  @Test
  void whatIsTypedIsKeptUntilTheContactIsNoted() {
    var saved = at.drafts.save(at.party("A1"), null, 0, Map.of("asked-1", "Waarom"), at.adviser);
    var again =
        at.drafts.save(
            at.party("A1"),
            saved.id(),
            saved.version(),
            Map.of("asked-1", "Waarom twee?"),
            at.adviser);

    assertThat(again.apart()).isFalse();
    assertThat(at.drafts.of(at.party("A1"), at.adviser))
        .singleElement()
        .satisfies(draft -> assertThat(draft.fields()).containsEntry("asked-1", "Waarom twee?"));
    assertThat(at.drafts.of(at.party("A1"), at.other)).as("for who typed it alone").isEmpty();
    assertThat(at.drafts.unfinished(at.adviser))
        .extracting(each -> each.customer())
        .containsExactly("Jan de Vries");

    at.noting.note(
        at.party("A1"),
        new Noting.WrapUp(contact(question("BILL", "Vraag", 1)), null, null, saved.id()),
        at.adviser);
    assertThat(at.drafts.unfinished(at.adviser)).isEmpty();
  }

  @Test
  void aNoteAboutACustomerWhoBecameOneWithAnotherIsFoundThere() {
    var saved = at.drafts.save(at.party("B2"), null, 0, Map.of("note", "Over Sara"), at.adviser);
    at.merging.merge(at.party("A1"), at.party("B2"), at.in.operator, "zelfde", T);
    var jan = at.party("A1");

    assertThat(at.drafts.of(jan, at.adviser)).hasSize(1);
    assertThat(at.heads.of(jan, at.sight(), at.adviser).drafts()).hasSize(1);
    assertThat(at.drafts.unfinished(at.adviser))
        .extracting(each -> each.partyId())
        .containsExactly(jan);
    assertThat(
            at.drafts
                .save(jan, saved.id(), 1, Map.of("note", "Over Sara, verder"), at.adviser)
                .apart())
        .isFalse();
  }

  @Test
  void aNoteIsFoundHoweverOftenItsCustomerBecameOneWithAnother() {
    at.drafts.save(at.party("B2"), null, 0, Map.of("note", "Over Sara"), at.adviser);
    at.merging.merge(at.party("A2"), at.party("B2"), at.in.operator, "zelfde", T);
    at.merging.merge(at.party("A1"), at.party("A2"), at.in.operator, "zelfde", T);

    assertThat(at.drafts.of(at.party("A1"), at.adviser)).hasSize(1);
    assertThat(at.drafts.unfinished(at.adviser))
        .extracting(each -> each.partyId())
        .containsExactly(at.party("A1"));
  }

  @Test
  void whatWasOnItsWayWhenTheNoteWasMadeIsNoDraft() {
    var key = UUID.randomUUID();
    var fields = Map.of("note", "Vraag");
    assertThat(at.drafts.save(at.party("A2"), null, 0, fields, key, at.adviser)).isPresent();

    at.note("A1", keyed(key));

    assertThat(at.drafts.save(at.party("A1"), null, 0, fields, key, at.adviser)).isEmpty();
    assertThat(at.drafts.of(at.party("A1"), at.adviser)).isEmpty();
  }

  @Test
  void aFormThatNotedSomethingOfAnotherCustomerOrColleagueIsRefused() {
    var once = keyed(UUID.randomUUID());
    at.note("A1", once);

    assertThatThrownBy(() -> at.note("A2", once)).hasMessageContaining("used for another note");
    assertThatThrownBy(
            () ->
                at.noting.note(at.party("A1"), new Noting.WrapUp(once, null, null, null), at.other))
        .hasMessageContaining("used for another note");
  }

  @Test
  void whatWeWroteSinceAMergeGoesToTheOtherToo() {
    var merge = at.merging.merge(at.party("A1"), at.party("B2"), at.in.operator, "zelfde", T);
    var jan = at.party("A1");
    var sara = at.in.identity(at.in.theirs, "B2");
    var promise = at.promise("A1", "Belt Sara", "2026-05-06");
    at.promises.confirm(promise, 0, "LETTER", "Afspraak", "Beste Sara", at.adviser);

    var noted = at.notedSince.of(jan, T, at.sight());
    assertThat(noted)
        .extracting(NotedSince.Noted::kind, NotedSince.Noted::byName)
        .containsExactlyInAnyOrder(
            tuple("CONTACT", "Olga Operator"), tuple("PROMISE", "Olga Operator"));
    noted.forEach(each -> at.notedSince.move(jan, each.kind(), each.id(), sara, at.adviser));
    assertThatThrownBy(() -> at.promises.end(promise, "KEPT", 1, null, at.other))
        .as("who saw it hanging on the other one")
        .hasMessageContaining("was before you");
    at.merging.unmerge(merge, at.in.operator, "toch niet", T);

    assertThat(at.timeline("B2").get(0).text()).isEqualTo("Beste Sara");
  }

  @Test
  void ofTwoWindowsNeitherTextIsLost() {
    var first = at.drafts.save(at.party("A1"), null, 0, Map.of("note", "een"), at.adviser);
    at.drafts.save(at.party("A1"), first.id(), 1, Map.of("note", "een en meer"), at.adviser);

    var second = at.drafts.save(at.party("A1"), first.id(), 1, Map.of("note", "twee"), at.adviser);

    assertThat(second.apart()).isTrue();
    assertThat(at.drafts.of(at.party("A1"), at.adviser))
        .extracting(draft -> draft.fields().get("note"))
        .containsExactlyInAnyOrder("een en meer", "twee");
  }

  @Test
  void aDraftHoldsSignsThatADocumentCannotHold() {
    at.drafts.save(at.party("A1"), null, 0, Map.of("note", "a\0b \uD83D \uD83D\uDE42"), at.adviser);

    assertThat(at.drafts.of(at.party("A1"), at.adviser).get(0).fields().get("note"))
        .isEqualTo("ab ? \uD83D\uDE42");
    assertThatThrownBy(
            () -> at.drafts.save(at.party("A1"), null, 0, Map.of("x'; --", "a"), at.adviser))
        .hasMessageContaining("does not fit in a note");
  }

  @Test
  void blankQuestionsArePassedOver() {
    at.note(
        "A1",
        contact(question("BILL", "Vraag", 1), new NewQuestion("", " ", "", null, "", "", null)));

    assertThat(at.timeline("A1").get(0).noted().questions()).hasSize(1);
  }
}
