package org.klantbrug.outbound;

import java.util.List;
import java.util.function.Consumer;
import org.klantbrug.identity.People;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** Sends what other contexts wrote, through a door of their choice. */
public final class Sendings {
  private Sendings() {}

  /**
   * @param heard what hears of each message that was sent
   */
  public static Sending through(
      MailDoor door,
      Database database,
      BusinessClock clock,
      Messages messages,
      List<SendingCheck> checks,
      Consumer<MessageSent> heard) {
    var work =
        new WorkItems() {
          @Override
          public void open(WorkItem item) {
            // who is asked does not matter here
          }
        };
    return new Sending(
        database,
        clock,
        messages,
        door,
        new MailQuestions(database, clock, messages, work, new Heard<>(refused -> {})),
        new People(database),
        checks,
        new Heard<>(heard));
  }
}
