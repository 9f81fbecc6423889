package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * Takes up the questions that colleagues noted at the desk and did not find: the desk waits for
 * nothing, and knows nothing of it.
 */
@ApplicationScoped
public class Gathering {
  private static final int AT_ONCE = 200;
  private static final Duration BACK = Duration.ofDays(30);

  /** Our desk speaks Dutch; what is noted is looked at as that. */
  private static final String LANGUAGE = "nl";

  private Database database;
  private BusinessClock clock;
  private UnansweredQuestions questions;

  /** For the container. */
  public Gathering() {}

  /** Works with these. */
  @Inject
  public Gathering(Database database, BusinessClock clock, UnansweredQuestions questions) {
    this.database = database;
    this.clock = clock;
    this.questions = questions;
  }

  /** Takes up what was noted in the last 30 days, at most 200 at once. */
  @Transactional
  public void look() {
    database.inTransaction(
        handle -> {
          var since = clock.now().minus(BACK);
          if (!UnansweredRows.notFound(handle, since, 1).isEmpty()) {
            UnansweredRows.alone(handle);
            UnansweredRows.notFound(handle, since, AT_ONCE)
                .forEach(one -> questions.join(handle, asked(one)));
          }
          return null;
        });
    questions.tellWhatIsShown();
  }

  private static UnansweredRows.Asked asked(UnansweredRows.NotFound one) {
    return new UnansweredRows.Asked(
        "CONTACT",
        one.contactId(),
        one.no(),
        one.topic(),
        LANGUAGE,
        one.asked(),
        one.staffId(),
        one.notedAt());
  }
}
