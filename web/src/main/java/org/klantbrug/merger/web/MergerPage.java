package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.matching.MatchReview;
import org.klantbrug.merger.ControlTotals;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.FilesAgain;
import org.klantbrug.merger.MergerWay;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Runs;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.RunUndo;
import org.klantbrug.transfer.Transfer;
import org.klantbrug.transfer.WaitingStatements;
import org.klantbrug.wave.WavePlans;
import org.klantbrug.wave.Waves;
import org.klantbrug.work.JobBoard;
import org.klantbrug.work.WorkItems;
import org.klantbrug.work.web.JobButtons;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** A merger: how far it is, its figures, its files and jobs, and what is to be done by whom. */
@Named
@RequestScoped
public class MergerPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Runs runs;
  @Inject private Deliveries deliveries;
  @Inject private JobBoard board;
  @Inject private WorkItems workItems;
  @Inject private MatchReview review;
  @Inject private Transfer transfer;
  @Inject private RunUndo runUndo;
  @Inject private WaitingStatements statements;
  @Inject private WavePlans plans;
  @Inject private Waves waves;
  @Inject private MergerWay way;
  @Inject private FileArrival arrival;
  @Inject private FilesAgain filesAgain;
  @Inject private ControlTotals totals;
  @Inject private FileStore store;
  @Inject private JobButtons buttons;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long run;
  @Inject @Param private Long past;

  private Mergers.View merger;
  private List<Delivery> files;
  private List<JobBoard.Row> jobs;
  private List<WorkItems.Line> work;
  private Map<MatchReview.Which, Long> pairs;
  private List<Cutover> cutovers;
  private List<WaitingStatements.Waiting> toExplain;
  private Integer comeAgain;

  /**
   * A part of the funnel.
   *
   * @param count records, or pairs
   * @param page where its list is; empty if there is none
   */
  public record Figure(String name, long count, String page) {
    /** The page without what it is asked for. */
    public String opens() {
      return page.replaceAll("\\?.*", "");
    }
  }

  /** Reads the merger, and does with it what was asked. */
  public void act() throws IOException, ServletException {
    if (id == null && run != null) {
      Faces.redirect("/merger?id=%s", mergers.readByRun(run).id());
      return;
    }
    if (id == null) {
      throw new NotThere();
    }
    merger = past == null ? mergers.read(id) : mergers.readAt(id, past);
    if (post.has("start")) {
      var staff = current.need(Action.MERGER_RUN);
      notices.tryTo(() -> mergers.start(id, staff), "merger.started");
      Faces.redirect("/merger?id=%s", id);
    } else if (post.has("newRun")) {
      var staff = current.need(Action.MERGER_PREPARE);
      notices.tryTo(() -> runs.openAnother(id, staff, clock.now()), "merger.new-run-opened");
      Faces.redirect("/merger?id=%s", id);
    } else if (post.has("filesAgain")) {
      bringFilesAgain();
      Faces.redirect("/merger?id=%s", id);
    } else if (post.has("historyAgain")) {
      var staff = current.need(Action.MERGER_RUN);
      notices.tryTo(
          () -> runUndo.bringHistoryAgain(merger.runId(), staff), "merger.history-again-begun");
      Faces.redirect("/merger?id=%s", id);
    } else if (buttons.act()) {
      Faces.redirect("/merger?id=%s#jobs", id);
    } else if (post.has("limitRejects")) {
      var staff = current.need(Action.MERGER_PREPARE);
      notices.tryTo(
          () -> runs.limitRejects(merger.runId(), number("mostRejects"), staff),
          "merger.reject-limit-set");
      Faces.redirect("/merger?id=%s#files", id);
    } else if (post.has("addFile")) {
      addFile();
    }
    read();
  }

  private void bringFilesAgain() {
    var staff = current.need(Action.MERGER_PREPARE).id();
    notices
        .attempt(() -> filesAgain.bring(merger.runId(), store.delivered(), staff, clock.now()))
        .ifPresent(brought -> notices.done("merger.files-came-again", brought.size()));
  }

  private void read() {
    files = deliveries.ofRun(merger.runId());
    jobs = board.on("run", merger.runId());
    work = new ArrayList<>(workItems.about("run", merger.runId(), current.get()));
    work.addAll(workItems.about("merger", id, current.get()));
    pairs = review.counts(merger.runId());
    cutovers = transfer.ofMerger(id);
    toExplain =
        statements.of(current.get()).stream().filter(each -> each.mergerId() == id).toList();
  }

  private long number(String field) {
    var typed = post.text(field);
    if (!typed.matches("\\d{1,12}")) {
      throw new RuleBroken("run.most-rejects-wrong");
    }
    return Long.parseLong(typed);
  }

  private void addFile() throws IOException, ServletException {
    var staff = current.need(Action.MERGER_PREPARE);
    if (notices.tryTo(arrival.into(merger, staff), "merger.file-added")) {
      Faces.redirect("/merger?id=%s", id);
    }
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The stages in order. */
  public List<StageLine.Stage> getStages() {
    return new StageLine(merger, jobs, getOpenWork(), isHistoryWanting(), isTakenBack()).stages();
  }

  /** What became of the acquired company's records, and of its billing accounts. */
  public List<Figure> getFigures() {
    var figures = new ArrayList<>(ofRecords());
    plans
        .last(id)
        .ifPresent(
            plan ->
                figures.add(
                    new Figure(
                        "planned", plan.accounts() - plan.without(), "/merger-waves?id=" + id)));
    if (way.isByWaves(id)) {
      figures.add(new Figure("over", waves.over(id), "/merger-waves?id=" + id));
    }
    return figures;
  }

  private List<Figure> ofRecords() {
    return List.of(
        new Figure("delivered", sum(Delivery.Counts::read), ""),
        new Figure("staged", sum(Delivery.Counts::staged), ""),
        new Figure("duplicates", sum(Delivery.Counts::duplicates), ""),
        new Figure("parked", sum(Delivery.Counts::parked), ""),
        new Figure("rejected", sum(Delivery.Counts::rejected), ""),
        new Figure("linked", pairs.get(MatchReview.Which.LINKED), pairsPage("LINKED")),
        new Figure("decided", pairs.get(MatchReview.Which.DECIDED), pairsPage("DECIDED")),
        new Figure("to-review", pairs.get(MatchReview.Which.OPEN), pairsPage("OPEN")));
  }

  /** Open warnings in all files of the run. */
  public long getWarned() {
    return files.stream()
        .filter(file -> file.counts() != null)
        .mapToLong(file -> file.counts().warned())
        .sum();
  }

  private String pairsPage(String which) {
    return "/merger-pairs?run=" + merger.runId() + "&which=" + which;
  }

  private long sum(ToLongFunction<Delivery.Counts> part) {
    return files.stream()
        .filter(file -> file.companyId() == merger.acquiredId() && file.counts() != null)
        .mapToLong(file -> part.applyAsLong(file.counts()))
        .sum();
  }

  /** The files of the newest run. */
  public List<Delivery> getFiles() {
    return files;
  }

  /** Whether an earlier run is shown than the newest. */
  public boolean isPast() {
    return past != null;
  }

  /** The run that is shown. */
  public Runs.Run getShownRun() {
    return runs.read(merger.runId());
  }

  /** The other runs of the merger, newest first. */
  public List<Runs.Run> getOtherRuns() {
    return runs.ofMerger(id).stream().filter(each -> each.id() != merger.runId()).toList();
  }

  /** Its jobs, newest first. */
  public List<JobBoard.Row> getJobs() {
    return jobs;
  }

  /** Its open work items. */
  public List<WorkItems.Line> getOpenWork() {
    return work.stream().filter(item -> "OPEN".equals(item.state())).toList();
  }

  /** Statements of this merger with figures of which this person may write why they differ. */
  public List<WaitingStatements.Waiting> getToExplain() {
    return toExplain;
  }

  /** The cut-overs, rehearsals too, newest first. */
  public List<Cutover> getCutovers() {
    return cutovers;
  }

  /** Whether the run has files and waits to be started by this person. */
  public boolean isStartable() {
    return isOpenForFiles() && !files.isEmpty() && current.get().may(Action.MERGER_RUN);
  }

  /** Whether the run has files and could be started, and nothing says what their books hold. */
  public boolean isWithoutBooks() {
    return isOpenForFiles()
        && !isPast()
        && !files.isEmpty()
        && !totals.areOf(merger.runId(), merger.acquiredId());
  }

  /** Whether this person can open a new run, as the last one is over. */
  public boolean isAnotherRunPossible() {
    return !isPast() && !merger.openRun() && current.get().may(Action.MERGER_PREPARE);
  }

  /** Whether the shown run is over and all that was live of it was taken back. */
  public boolean isTakenBack() {
    var brought =
        cutovers.stream()
            .filter(each -> each.runId() == merger.runId())
            .filter(each -> !each.rehearsal() && each.kind() != Kind.OWN)
            .toList();
    return !merger.openRun()
        && brought.stream().anyMatch(each -> each.state().equals("UNDONE"))
        && brought.stream().noneMatch(each -> each.state().equals("LIVE"));
  }

  /** Whether a new run is what this person does next: the last one was taken back. */
  public boolean isNewRunNext() {
    return isAnotherRunPossible()
        && isTakenBack()
        && getOpenWork().isEmpty()
        && toExplain.isEmpty();
  }

  /** Whether this person can take back what the run brought, now or by a task. */
  public boolean isUndoable() {
    return !isPast()
        && current.get().may(Action.MERGER_UNDO)
        && cutovers.stream()
            .anyMatch(
                each ->
                    !each.rehearsal() && each.kind() != Kind.OWN && each.state().equals("LIVE"));
  }

  /** Whether this person can have the contact history brought again. */
  public boolean isHistoryMissing() {
    return current.get().may(Action.MERGER_RUN) && isHistoryWanting();
  }

  private boolean isHistoryWanting() {
    return !isPast() && runUndo.canBringHistoryAgain(merger.runId());
  }

  /** The rehearsal that can be looked at now; null if there is none. */
  public Cutover getRehearsed() {
    return cutovers.stream()
        .filter(each -> each.rehearsal() && each.state().equals("LIVE"))
        .findFirst()
        .orElse(null);
  }

  /** Whether files can be added by this person. */
  public boolean isPreparable() {
    return merger.openRun() && current.get().may(Action.MERGER_PREPARE);
  }

  /** Whether files are what this person adds next: the run has none yet. */
  public boolean isFilesNext() {
    return isOpenForFiles() && files.isEmpty() && isPreparable();
  }

  /** How many files of the run before can come again into this one, which has none yet. */
  public int getFilesAgain() {
    if (comeAgain == null) {
      comeAgain = isFilesNext() && !isPast() ? filesAgain.possible(merger.runId()).size() : 0;
    }
    return comeAgain;
  }

  private boolean isOpenForFiles() {
    return "OPEN".equals(merger.runState());
  }

  /** More rejects than this in one file of the newest run stop its import. */
  public long getMostRejects() {
    return runs.read(merger.runId()).mostRejects();
  }

  /** What to do while nobody has a task: by whether there are files, and how far the run is. */
  public String getNextKey() {
    if (isTakenBack()) {
      return isPast() ? "merger.next-none" : "merger.next-undone";
    }
    if (!isOpenForFiles()) {
      return merger.openRun() ? "merger.next-machine" : "merger.next-none";
    }
    return files.isEmpty() ? "merger.next-files" : "merger.next-start";
  }

  /** What a file can hold. */
  public List<Entity> getEntities() {
    return List.of(Entity.values());
  }

  /** Today, as the last day a file can be of. */
  public LocalDate getToday() {
    return clock.today();
  }
}
