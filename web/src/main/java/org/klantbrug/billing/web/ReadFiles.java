package org.klantbrug.billing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.billing.FileKind;
import org.klantbrug.billing.TakenFiles;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.omnifaces.cdi.Param;

/** Files that were read, at the foot of each page about the money of a merger. */
@Named
@RequestScoped
public class ReadFiles {
  private static final List<Action> LOOKING =
      List.of(Action.BILLING_HANDOVER, Action.MERGER_RECORDS, Action.BILLING_LATE);

  @Inject private CurrentStaff current;
  @Inject private TakenFiles files;
  @Inject @Param private Long file;

  /**
   * The files of a merger, the newest first.
   *
   * @param kinds codes of what they tell, with blanks between
   */
  public List<TakenFiles.Taken> of(long mergerId, String kinds) {
    return files.of(mergerId, Arrays.stream(kinds.split(" ")).map(FileKind::valueOf).toList());
  }

  /** The file whose unused lines are shown; null if none is. */
  public Long getFile() {
    return isListed() ? file : null;
  }

  /** Its lines that could not be used. */
  public List<TakenFiles.Unused> unused(long mergerId) {
    return files.unused(mergerId, getFile(), current.get());
  }

  /** Whether this person sees single lines. */
  public boolean isListed() {
    return LOOKING.stream().anyMatch(current.get()::may);
  }
}
