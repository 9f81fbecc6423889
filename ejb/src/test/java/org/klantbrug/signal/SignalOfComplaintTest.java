package org.klantbrug.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.NewComplaint;
import org.klantbrug.shared.OnDatabase;

/**
 * Complaints tie customers to signals: by whichever and however many, each customer counts once.
 */
@OnDatabase
class SignalOfComplaintTest {
  private final SignalFixture at = new SignalFixture();

  @AfterEach
  void close() {
    at.close();
  }

  private long about(long... complaints) {
    var id = at.raised(Kind.FAULT, null);
    for (var complaint : complaints) {
      at.telling.link(id, new Subject(null, complaint, null), at.adviser);
    }
    return id;
  }

  private SignalList.Wanted all(boolean over) {
    return new SignalList.Wanted("all", over, null, null, null, false);
  }

  // ------------------------------------------------------------------ one customer, two companies

  @Test
  void whoComplainedAtBothCompaniesCountsOnce() {
    assertThat(at.party("A1")).as("one person").isEqualTo(at.party("B1"));
    var id = about(at.complaintOf("A1"), at.complaintOf("B1"));

    assertThat(at.desk.look(id, at.adviser).heard().customers()).isOne();
    assertThat(at.list.lines(all(false), 0, 10, at.adviser))
        .extracting(SignalList.Line::customers)
        .containsExactly(1L);

    at.close(id);

    assertThat(at.rate()).isEqualTo(new SignalList.Rate(0, 1, 0, 0));
    assertThat(at.list.telling(all(true), false, 0, 10, at.adviser))
        .singleElement()
        .satisfies(one -> assertThat(one.complaintNumber()).contains(", "));
  }

  @Test
  void whoComplainedAtBothCompaniesHearsItOnceForBoth() {
    var id = about(at.complaintOf("A1"), at.complaintOf("B1"));
    at.close(id);

    at.told(id, at.customers(id).get(0), "PHONE", "Het is geregeld");

    assertThat(at.customers(id)).noneMatch(Linked::waits);
    assertThat(at.rate()).isEqualTo(new SignalList.Rate(1, 0, 0, 0));
  }

  // ------------------------------------------------------------------ whose complaint it is

  @Test
  void theLinkFollowsTheCustomerOnceItIsKnownWhoseComplaintItIs() {
    var complaint = ofSomebody();
    var id = about(complaint);
    assertThat(at.customers(id)).extracting(Linked::known).containsExactly(false);

    at.identifying.identify(
        complaint,
        at.complaintDesk.look(complaint, at.adviser).complaint().version(),
        at.in.number("select id from customer_identity where source_key = 'A2'"),
        at.adviser);

    assertThat(at.customers(id))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.known()).isTrue();
              assertThat(one.partyId()).isEqualTo(at.party("A2"));
            });
    assertThat(at.desk.ofCustomer(at.party("A2"), at.adviser))
        .extracting(SignalDesk.OfCustomer::id)
        .containsExactly(id);
  }

  private long ofSomebody() {
    return at.intake.receive(
        new NewComplaint(
            null,
            null,
            "Iemand, iemand@klanten.example",
            Channel.EMAIL,
            null,
            "Ik snap de rekening niet",
            null,
            null,
            null,
            null),
        at.adviser);
  }

  // ------------------------------------------------------------------ two at once

  /** Each tells of one signal, and with that the feedback that the other signal owes too. */
  @Test
  void twoSignalsOfTheSameComplaintsAreToldOfAtOnceWithoutWaitingForEachOther() {
    var one = at.complaintOf("A1");
    var other = at.complaintOf("A2");
    var first = about(one, other);
    var second = about(one, other);
    at.close(first);
    at.close(second);
    var both = new CyclicBarrier(2);
    at.beforeHeardWithComplaint = () -> meet(both);

    var told = CompletableFuture.runAsync(() -> tell(first, one));
    var toldToo = CompletableFuture.runAsync(() -> tell(second, other));

    CompletableFuture.allOf(told, toldToo).join();
    assertThat(at.rate()).isEqualTo(new SignalList.Rate(4, 0, 0, 0));
  }

  private void tell(long signal, long complaint) {
    var link =
        at.customers(signal).stream()
            .filter(each -> each.complaintId() == complaint)
            .map(Linked::id)
            .toList();
    var said = SignalFixture.said("PHONE", "Het is geregeld");
    at.telling.tell(signal, link, said, at.adviser);
  }

  /** Both are in the midst of it; or one waits outside until the other is done. */
  private static void meet(CyclicBarrier both) {
    try {
      both.await(2, TimeUnit.SECONDS);
    } catch (TimeoutException | BrokenBarrierException theOtherWaitsOutside) {
      assertThat(both.isBroken()).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
