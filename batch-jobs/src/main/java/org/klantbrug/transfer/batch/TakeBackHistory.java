package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.klantbrug.transfer.Kind;

/** Takes the contact history of the run back, so that it can be brought again; the run goes on. */
@ApplicationScoped
public class TakeBackHistory extends UndoWork {
  @Override
  public String kind() {
    return "take-back-history";
  }

  @Override
  List<Kind> takesBack() {
    return List.of(Kind.HISTORY);
  }
}
