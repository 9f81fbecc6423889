package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.complaint.FeedbackGiven;
import org.klantbrug.complaint.Feedbacks;
import org.klantbrug.complaint.Written;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Who has to do with a signal, and that they hear what is done with it: one by one or many at once.
 * What was noted by mistake is put right, and stays to be seen in what was done.
 */
@ApplicationScoped
public class SignalTelling {
  /**
   * So many at once at most: each complaint behind them gets its feedback in the same transaction.
   */
  public static final int MOST = 500;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Feedbacks feedbacks;
  private SignalClocks clocks;

  /** For the container. */
  public SignalTelling() {}

  /** Works with these. */
  @Inject
  public SignalTelling(
      Database database,
      BusinessClock clock,
      Audit audit,
      Feedbacks feedbacks,
      SignalClocks clocks) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.feedbacks = feedbacks;
    this.clocks = clocks;
  }

  void connect(Handle handle, long id, Kind kind, boolean over, Subject from, Staff by) {
    var tellBy = SignalSettings.policy(handle, kind).tellBy(over, clock.today());
    SignalCustomers.link(handle, id, from, tellBy, clock.now(), sightOf(by), by);
  }

  /**
   * Somebody else has to do with it too: he hears of it like the others, also if it is over.
   *
   * @throws RuleBroken if he is not in sight, or linked already, or it is a question
   */
  public void link(long id, Subject from, Staff by) {
    if (from.isNone()) {
      throw new RuleBroken("signal.nobody-to-link");
    }
    database.inTransaction(
        handle -> {
          SignalCustomers.holdComplaint(handle, from);
          var signal = SignalRows.hold(handle, id, sightOf(by));
          refuseQuestion(signal);
          connect(handle, id, signal.kind(), !signal.state().open(), from, by);
          return done(handle, signal, by, Deed.of("linked", from.origin(), null));
        });
  }

  /**
   * As {@link #link}, of whoever is known by a number: of a complaint, of a customer, or that of a
   * company for him.
   *
   * @throws RuleBroken if nobody in sight is known by it, or more than one
   */
  public void linkByNumber(long id, String number, Staff by) {
    link(id, database.with(handle -> Whose.byNumber(handle, number, sightOf(by))), by);
  }

  /**
   * It has nothing to do with this customer: he hears nothing of it, and counts nowhere.
   *
   * @param link key of what links him to it
   * @throws RuleBroken if no reason is given, or he is not linked any more, or it is a question
   */
  public void unlink(long id, long link, String why, Staff by) {
    var because = Written.needed(why, "signal.unlink-reason-missing");
    database.inTransaction(
        handle -> {
          var signal = SignalRows.hold(handle, id, sightOf(by));
          refuseQuestion(signal);
          if (!SignalCustomers.unlinked(handle, id, link, clock.now(), sightOf(by), by)) {
            throw new RuleBroken("signal.not-linked");
          }
          return done(handle, signal, by, Deed.of("unlinked", null, because));
        });
  }

  /** A question is about the complaint that it was asked with: its answer goes there. */
  private static void refuseQuestion(Signal signal) {
    if (signal.kind() == Kind.QUESTION) {
      throw new RuleBroken("signal.question-links");
    }
  }

  /** It was judged: who hears of it when follows its kind, and stays if that stayed. */
  void judged(Handle handle, Signal signal, Kind before, Staff by) {
    var tellBy = SignalSettings.policy(handle, signal.kind()).tellBy(false, clock.today());
    if (tellBy == null || signal.kind() != before) {
      SignalCustomers.tellAll(handle, signal.id(), tellBy);
    } else {
      SignalCustomers.tellOthers(handle, signal.id(), tellBy);
    }
    clocks.toldSoFar(handle, signal, by.id());
  }

  /** It is over: all who are to hear of it by its kind, and all to whom that was promised, wait. */
  void over(Handle handle, Signal signal, Staff by) {
    var policy = SignalSettings.policy(handle, signal.kind());
    SignalCustomers.tellOthers(handle, signal.id(), policy.tellBy(true, clock.today()));
    SignalCustomers.tellAgainWherePromised(handle, signal.id());
    clocks.toldSoFar(handle, signal, by.id());
  }

  /**
   * What a colleague told customers.
   *
   * @param purpose null for what there is to hear of the signal now
   * @param how by which way, one of {@link SignalSettings#MEANS}
   * @param words what was said or written
   * @param asFeedback whether it is also what was promised to them with their complaints; if not,
   *     that is still to be told
   */
  public record Said(Purpose purpose, String how, String words, boolean asFeedback) {
    private String checked() {
      if (how == null || !SignalSettings.MEANS.contains(how)) {
        throw new RuleBroken("signal.told-how-missing");
      }
      return Written.needed(words, "signal.outcome-missing");
    }
  }

  /**
   * Customers heard of it, each for all that links him to it. If they heard what was done with it,
   * and who tells says that it is so, feedback that was promised with their complaints is given
   * with it.
   *
   * @param links keys of what links them to it
   * @throws RuleBroken if none of them is to be told, or all were told already, or they were told
   *     that we pass it on and it is over meanwhile
   */
  public void tell(long id, List<Long> links, Said said, Staff by) {
    var words = said.checked();
    if (links.isEmpty()) {
      throw new RuleBroken("signal.nobody-chosen");
    }
    if (links.size() > MOST) {
      throw new RuleBroken("signal.too-many-at-once", MOST);
    }
    database.inTransaction(
        handle -> {
          SignalCustomers.hold(handle, id, links);
          var signal = SignalRows.hold(handle, id, sightOf(by));
          var now = Purpose.of(signal.state());
          if (said.purpose() != null && said.purpose() != now) {
            throw new ChangedMeanwhile("signal.over-meanwhile", signal.number());
          }
          var word =
              new SignalCustomers.Word(now, said.how(), words, said.asFeedback(), clock.now(), by);
          heard(handle, signal, links, word, sightOf(by));
          var how = links.size() > 1 ? said.how() + " " + links.size() : said.how();
          return done(handle, signal, by, Deed.of("told", how, null));
        });
  }

  /**
   * As {@link #tell}, of all who wait, the first to hear on top.
   *
   * @return how many wait after it, as there were more than can be told at once
   */
  public int tellAll(long id, Said said, Staff by) {
    return database.inTransaction(
        handle -> {
          var waiting = SignalCustomers.waiting(handle, id, Integer.MAX_VALUE, sightOf(by));
          tell(id, waiting.subList(0, Math.min(MOST, waiting.size())), said, by);
          return Math.max(0, waiting.size() - MOST);
        });
  }

  /**
   * A customer was sent something, whoever may see him. That stands with him; what was done with
   * the signal tells of the mail to all of them.
   */
  void sent(Handle handle, long id, long link, SignalCustomers.Word word) {
    var sight = Sight.ofEverything(clock.today());
    SignalCustomers.hold(handle, id, List.of(link));
    var signal = SignalRows.hold(handle, id, sight);
    heard(handle, signal, List.of(link), word, sight);
    clocks.toldSoFar(handle, signal, word.by().id());
    log(handle, signal, word.by(), "told");
  }

  /**
   * What a customer who waits for a word was promised to hear of his complaint: who tells him what
   * was done with the signal says whether that is it.
   *
   * @param complaint number of his complaint
   * @param promised what we said that we would tell
   */
  public record Promised(String complaint, String promised) {}

  /** What those in sight who wait were promised, complaints that came first on top. */
  public List<Promised> promised(long id, int most, Staff by) {
    return database.with(
        handle ->
            sightOf(by)
                .bindTo(
                    handle.createQuery(
                        """
                        select k.number as complaint, k.feedback_promised as promised
                          from signal_linked x join complaint_complaint k on k.id = x.complaint_id
                         where x.signal_id = :signal and x.told_at is null and k.feedback_due_on is not null
                           and k.feedback_given_at is null and k.stage <> 'WITHDRAWN' and %s
                         order by k.id limit :most"""
                            .formatted(SignalRows.LINK_SEEN)))
                .bind("signal", id)
                .bind("most", most)
                .map(ConstructorMapper.of(Promised.class))
                .list());
  }

  /** That we pass it on is no feedback: if it is over, whoever was promised that waits for it. */
  private void heard(
      Handle handle, Signal signal, List<Long> links, SignalCustomers.Word word, Sight sight) {
    var told = SignalCustomers.told(handle, signal.id(), links, word, sight);
    if (told.isEmpty()) {
      throw new ChangedMeanwhile("signal.told-already");
    }
    if (word.purpose() == Purpose.DONE && word.asFeedback()) {
      told.stream()
          .filter(complaint -> complaint != 0)
          .forEach(complaint -> feedbacks.giveOwed(handle, complaint, word.words(), word.by()));
    } else if (word.purpose() == Purpose.PASSED_ON && !signal.state().open()) {
      SignalCustomers.tellAgainWherePromised(handle, signal.id());
    }
  }

  /**
   * A customer did not hear it after all: he waits as before. What was noted with his complaint
   * stays there.
   *
   * @throws RuleBroken if no reason is given, or he was not told
   */
  public void untell(long id, long link, String why, Staff by) {
    var because = Written.needed(why, "signal.untell-reason-missing");
    database.inTransaction(
        handle -> {
          var signal = SignalRows.hold(handle, id, sightOf(by));
          if (!SignalCustomers.untold(handle, id, link, because, clock.now(), sightOf(by), by)) {
            throw new RuleBroken("signal.not-told");
          }
          return done(handle, signal, by, Deed.of("untold", null, because));
        });
  }

  /** Who complained heard it with his complaint: of signals that are over he waits no more. */
  void heardWithComplaint(FeedbackGiven given) {
    var handle = given.handle();
    for (var id : SignalCustomers.owing(handle, given.complaint())) {
      var signal = SignalRows.hold(handle, id, Sight.ofEverything(clock.today()));
      var how = SignalCustomers.WITH_COMPLAINT;
      var word =
          new SignalCustomers.Word(Purpose.DONE, how, given.what(), true, clock.now(), given.by());
      SignalCustomers.toldWithComplaint(handle, id, given.complaint(), word);
      done(handle, signal, given.by(), Deed.of("told", how, null));
    }
  }

  private Void done(Handle handle, Signal signal, Staff by, Deed deed) {
    clocks.toldSoFar(handle, signal, by.id());
    SignalRows.note(handle, signal.id(), by.id(), clock.now(), deed);
    log(handle, signal, by, deed.kind());
    return null;
  }

  private void log(Handle handle, Signal signal, Staff by, String deed) {
    audit.record(handle, by.id(), by.login(), "signalStep", Signals.SUBJECT, signal.id(), deed);
  }

  private Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }
}
