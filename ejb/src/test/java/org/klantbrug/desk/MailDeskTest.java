package org.klantbrug.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.OnlineSettings;
import org.klantbrug.complaint.Recognising;
import org.klantbrug.contact.TimelineItem;
import org.klantbrug.customer.CustomerHit;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.CustomerSearch;
import org.klantbrug.identity.Staff;
import org.klantbrug.mailbox.IncomingMail;
import org.klantbrug.mailbox.MailClocks;
import org.klantbrug.mailbox.Mailbox;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.MailQuestions;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.outbound.Messages;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.RunningClocks;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/** An address proposes who wrote, and a person says so. */
@OnDatabase
class MailDeskTest {
  private static final NotingFixture AT = new NotingFixture();
  private static final MailAnswers.Answer ANSWER =
      new MailAnswers.Answer("nl", "Re: Over mijn contract", "Wij bellen u morgen.");
  private static int sent;

  private final MailClocks clocks =
      new MailClocks(AT.clocks, RunningClocks.replyTimes(AT.in.database, AT.clock));
  private final Mailbox mailbox =
      new Mailbox(
          AT.in.database,
          AT.clock,
          new WorkItems() {
            @Override
            public void open(WorkItem item) {}

            @Override
            public void answered(String kind, long id, String task, Staff staff, String outcome) {}
          },
          clocks,
          new Heard<>(arrived -> {}));
  private final Messages messages =
      new Messages(
          AT.in.database,
          AT.clock,
          new MailSettings(
              Map.of(
                  "KLANTBRUG_SMTP_HOST", "127.0.0.1",
                  "KLANTBRUG_MAIL_ADDRESS", "klantenservice@example.nl")),
          new Heard<>(written -> {}));
  private final MailAnswers answers =
      new MailAnswers(
          AT.in.database,
          AT.clock,
          messages,
          new Letters(),
          new OnlineSettings(AT.in.database, AT.clock, AT.audit));
  private final MailDesk desk =
      new MailDesk(
          AT.in.database,
          AT.audit,
          mailbox,
          AT.desk,
          new CustomerSearch(AT.in.database),
          new ComplaintDesk(AT.in.database, AT.clock, AT.audit, new CustomerNames()),
          null,
          null,
          new Recognising(AT.in.database, AT.clock, null, null, AT.audit),
          answers);

  @AfterAll
  static void close() {
    AT.close();
  }

  @BeforeEach
  void twoShareAnAddress() {
    knownAs("A1", "alleen@klanten.example");
    knownAs("A2", "samen@klanten.example");
    knownAs("B2", "samen@klanten.example");
  }

  private static void knownAs(String key, String address) {
    AT.in.sql(
        "update customer_identity set email = '%1$s', search_email = '%1$s' where source_key = '%2$s'"
            .formatted(address, key));
  }

  private long mail(String from) {
    var key = String.format("%064d", ++sent);
    return mailbox
        .keep(
            new IncomingMail(
                key,
                null,
                List.of(),
                from,
                "Mevr. De Boer",
                "Over mijn contract",
                "Kunt u mij bellen? ${7*7}",
                List.of(),
                null,
                Instant.parse("2026-04-01T08:00:00Z"),
                false,
                false,
                new byte[] {1},
                1))
        .orElseThrow();
  }

  @Test
  void theOnlyCustomerWithTheAddressIsProposed() {
    var opened = desk.open(mail("alleen@klanten.example"), AT.adviser);

    assertThat(opened.known()).extracting(CustomerHit::partyId).containsExactly(AT.party("A1"));
    assertThat(opened.sure()).isTrue();
  }

  @Test
  void ofTwoWithOneAddressNoneIsSure() {
    var opened = desk.open(mail("samen@klanten.example"), AT.adviser);

    assertThat(opened.known()).hasSize(2);
    assertThat(opened.sure()).isFalse();
  }

  @Test
  void mailThatMayBeFromCustomersOfTwoCompaniesIsSignedInOurOwnName() {
    var opened = desk.open(mail("samen@klanten.example"), AT.adviser);
    var parties = opened.known().stream().map(CustomerHit::partyId).toList();
    var brands = answers.brands(parties, AT.adviser);
    var ours = AT.in.text("select name from customer_company where ours order by id limit 1");

    assertThat(brands).hasSize(2).startsWith(ours);
    assertThat(answers.usualBrand(brands, opened.sure())).isEqualTo(ours);
  }

  @Test
  void mailOfACustomerOfTheOtherCompanyIsSignedInTheNameThatHeKnows() {
    var theirs =
        AT.in.text(
            "select c.name from customer_identity i join customer_company c on c.id = i.company_id where i.source_key = 'B2'");
    var brands = answers.brands(List.of(AT.party("B2")), AT.adviser);

    assertThat(answers.usualBrand(brands, true)).isEqualTo(theirs);
  }

  @Test
  void aContactStandsInTheTimelineAsItCame() {
    var id = mail("alleen@klanten.example");

    desk.contact(id, 0, new MailDesk.Customer(AT.party("A1"), null), AT.adviser);

    assertThat(AT.timeline("A1"))
        .filteredOn(item -> "EMAIL".equals(item.channel()) && "IN".equals(item.direction()))
        .extracting(TimelineItem::text)
        .containsExactly("Kunt u mij bellen? ${7*7}");
    assertThat(mailbox.read(id).outcome()).isEqualTo("CONTACT");
  }

  @Test
  void anAnswerGoesToTheSenderAndTheMailStandsInTheTimelineOfWhoItIs() {
    var id = mail("alleen@klanten.example");

    desk.answer(id, 0, new MailDesk.Customer(AT.party("A1"), null), ANSWER, AT.adviser);

    var answer = answers.of(id).orElseThrow();
    assertThat(answer.recipient()).isEqualTo("alleen@klanten.example");
    assertThat(answer.body()).isEqualTo("Wij bellen u morgen.");
    assertThat(answer.identityId()).as("so that it stands in his timeline once sent").isNotNull();
    assertThat(mailbox.read(id).outcome()).isEqualTo("ANSWERED");
    assertThat(AT.timeline("A1"))
        .filteredOn(item -> "IN".equals(item.direction()))
        .extracting(TimelineItem::text)
        .contains("Kunt u mij bellen? ${7*7}");
  }

  /** Written is not yet answered: he waits until it was sent. */
  @Test
  void whoMailedUsHasHisAnswerOnceItWasSent() {
    var id = mail("niemand@klanten.example");
    desk.answer(id, 0, new MailDesk.Customer(null, ""), ANSWER, AT.adviser);
    assertThat(waits(id)).isEqualTo(ClockState.RUNNING);
    AT.in.sql("update outbound_message set state = 'SENT', sent_at = '2026-04-01T09:00Z'");
    var answer = answers.of(id).orElseThrow();

    AT.in.database.use(
        handle ->
            new MailAnswered(AT.in.database, AT.clock, messages, clocks)
                .onSent(new MessageSent(handle, answer, AT.adviser)));

    assertThat(waits(id)).isEqualTo(ClockState.MET);
  }

  @Test
  void whoseAnswerNoMailServerTookHasItOnceHeWasToldOtherwise() {
    var id = mail("niemand@klanten.example");
    desk.answer(id, 0, new MailDesk.Customer(null, ""), ANSWER, AT.adviser);
    var asked =
        new WorkItem(
            MailQuestions.REFUSED,
            null,
            null,
            MailQuestions.SUBJECT,
            answers.of(id).orElseThrow().id(),
            null,
            "adviser",
            null,
            List.of("toldOtherwise"),
            null,
            AT.clock.now());

    new MailAnswered(AT.in.database, AT.clock, messages, clocks)
        .onToldOtherwise(new WorkItemCompleting(asked, AT.adviser, "toldOtherwise", null));

    assertThat(waits(id)).isIn(ClockState.MET, ClockState.BREACHED_THEN_MET);
  }

  private static ClockState waits(long mail) {
    return AT.clocks.of(MailClocks.SUBJECT, mail).get(0).state();
  }

  @Test
  void somebodyWeDoNotKnowIsAnsweredToo() {
    var id = mail("niemand@klanten.example");

    desk.answer(id, 0, new MailDesk.Customer(null, ""), ANSWER, AT.adviser);

    assertThat(answers.of(id).orElseThrow().identityId()).isNull();
    assertThat(mailbox.read(id).open()).isFalse();
  }

  @Test
  void aMailIsAnsweredOnceByWhoSawItAsItIs() {
    var id = mail("niemand@klanten.example");
    var nobody = new MailDesk.Customer(null, "");
    desk.answer(id, 0, nobody, ANSWER, AT.other);

    assertThatThrownBy(() -> desk.answer(id, 0, nobody, ANSWER, AT.adviser))
        .isInstanceOf(RuleBroken.class);
    assertThatThrownBy(() -> desk.answer(id, 1, nobody, ANSWER, AT.adviser))
        .isInstanceOf(RuleBroken.class);
  }

  @Test
  void theProposedAnswerKeepsWhatAStrangerWroteAsText() {
    var mail = mailbox.read(mail("niemand@klanten.example"));

    var letter = answers.propose(mail, "{by} ${7*7}", "{name}", "nl", AT.adviser);

    assertThat(letter.subjectLine()).isEqualTo("Re: Over mijn contract");
    assertThat(letter.body()).startsWith("Beste {by} ${7*7},").endsWith("{name}");
  }

  /** Who knows the other company is not answered by one he never heard of. */
  @Test
  void whoIsKnownToOneCompanyIsAnsweredByThatOneFirst() {
    var ours = answers.brands(List.of(), AT.adviser);
    assertThat(ours).hasSize(1);

    assertThat(answers.brands(List.of(AT.party("B2")), AT.adviser))
        .hasSize(2)
        .endsWith(ours.get(0));
    assertThat(answers.brands(List.of(AT.party("A1")), AT.adviser)).startsWith(ours.get(0));
  }

  @Test
  void aContactIsOfSomebody() {
    var id = mail("niemand@klanten.example");

    assertThatThrownBy(() -> desk.contact(id, 0, new MailDesk.Customer(null, " "), AT.adviser))
        .hasMessageContaining("Choose the customer");
    assertThat(mailbox.read(id).open()).isTrue();
  }

  @Test
  void aNumberThatNobodyHasIsRefused() {
    var id = mail("niemand@klanten.example");

    assertThatThrownBy(
            () -> desk.contact(id, 0, new MailDesk.Customer(null, "no-such"), AT.adviser))
        .hasMessageContaining("No customer");
  }

  @Test
  void whatIsNotForUsNeedsAReason() {
    var id = mail("reclame@klanten.example");

    assertThatThrownBy(() -> desk.notForUs(id, 0, " ", AT.adviser)).hasMessageContaining("why");
    desk.notForUs(id, 0, "Reclame", AT.adviser);

    assertThat(mailbox.read(id).note()).isEqualTo("Reclame");
  }

  @Test
  void whoSawItBeforeAColleagueHandledItHearsSo() {
    var id = mail("reclame@klanten.example");
    desk.notForUs(id, 0, "Reclame", AT.other);

    assertThatThrownBy(() -> desk.notForUs(id, 0, "Ook", AT.adviser))
        .hasMessageContaining("already");
  }
}
