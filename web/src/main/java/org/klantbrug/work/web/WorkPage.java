package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.work.Priority;
import org.klantbrug.work.WantedWork;
import org.klantbrug.work.WantedWork.Order;
import org.klantbrug.work.WantedWork.When;
import org.klantbrug.work.WantedWork.Whose;
import org.klantbrug.work.WorkItems;
import org.klantbrug.work.WorkList;
import org.omnifaces.util.Faces;

/** The work list: what is asked for stands in the address, and so does the page of it. */
@Named
@RequestScoped
public class WorkPage {
  private static final int SIZE = 50;

  /** Beyond this a list is long, however long it is; counting on would make each page wait. */
  private static final int COUNTED = 1_000;

  @Inject private CurrentStaff current;
  @Inject private WorkList list;
  @Inject private WorkButtons buttons;
  @Inject private KeptLists kept;
  @Inject private WorkColumns columns;
  @Inject private Post post;
  @Inject private Texts texts;
  @Inject private HttpServletRequest request;
  @Inject @Any private Instance<WorkAbout> abouts;

  private WantedWork wanted;
  private WorkList.Page page;
  private WorkList.Choices choices;
  private List<WorkList.Gathered> gathered;
  private Long count;
  private Map<String, Map<Long, WorkAbout.Whom>> whom;
  private final Map<When, Long> counts = new HashMap<>();

  /**
   * Does what was pressed, and stays on this page of the list; if a rule stops it, what was ticked
   * and typed stays. Who asks for no list sees the one they begin with.
   */
  public void act() {
    if (post.isSent()) {
      if (kept.press(getAsked())) {
        Faces.redirect("/work?" + getAsked());
      } else if (!kept.isPressed()) {
        buttons.press().ifPresent(said -> Faces.redirect("/work?" + getHere() + said));
      }
    } else if (request.getQueryString() == null && kept.first() != null) {
      Faces.redirect("/work?" + kept.first());
    }
  }

  /** Where a task is; the list goes with it, so that the next one is one step away. */
  public String open(WorkItems.Line line) {
    return "/work-item?id=" + line.id() + NextTask.carried(getHere(), line.id());
  }

  /** The columns, in the order of the reader. */
  public List<String> getColumns() {
    return columns.of(getWanted());
  }

  /** What a column says over it. */
  public String heading(String column) {
    return texts.say(WorkColumns.heading(column, isDone()));
  }

  /** Whether a task was ticked in what a rule stopped. */
  public boolean isTicked(WorkItems.Line line) {
    return post.isSent() && post.all("item").contains(line.id() + "." + line.version());
  }

  /** How many tasks the list shows, if all of them can be handled at once; else 0. */
  public long getAll() {
    return all() > COUNTED || all() <= getLines().size() ? 0 : all();
  }

  /** All tasks of the list as they stand now, as its form sends them. */
  public String getAllSeen() {
    return list.seen(getWanted(), COUNTED, current.get()).stream()
        .map(task -> task.id() + "." + task.version())
        .collect(Collectors.joining(" "));
  }

  /** What is asked for. */
  public WantedWork getWanted() {
    if (wanted == null) {
      wanted = WorkAddress.read(request::getParameter);
    }
    return wanted;
  }

  /** Which list is shown. */
  public String getShown() {
    return lower(getWanted().whose());
  }

  /** Whether it is narrowed by more than the day. */
  public boolean isNarrowedMore() {
    return getWanted().due(null).isNarrowed();
  }

  /** Whether what was done is shown. */
  public boolean isDone() {
    return getWanted().whose() == Whose.DONE;
  }

  /** The lists there are for this person, by their codes. */
  public List<String> getLists() {
    return Stream.of(Whose.values())
        .filter(each -> each != Whose.TEAM || current.get().teamId() != null)
        .map(WorkPage::lower)
        .toList();
  }

  /** Behind the question mark of an address: the same list without conditions. */
  public String listed(String show) {
    return WorkAddress.of(WantedWork.of(Whose.valueOf(show.toUpperCase(Locale.ROOT))));
  }

  /** Behind the question mark of an address: what is asked for now. */
  public String getAsked() {
    return WorkAddress.of(getWanted());
  }

  /** As {@link #getAsked}, and on this page of it. */
  public String getHere() {
    return getAsked() + WorkAddress.later(after());
  }

  /** By when tasks can be due, by their codes. */
  public List<String> getDays() {
    return Stream.of(When.values()).map(WorkPage::lower).toList();
  }

  /** Behind the question mark of an address: what is asked for, but due then. */
  public String due(String day) {
    var when = when(day);
    return WorkAddress.of(getWanted().due(when == getWanted().when() ? null : when));
  }

  /** Whether the tasks that are due then are asked for. */
  public boolean isDue(String day) {
    return when(day) == getWanted().when();
  }

  /** How many of what is asked for are due then, in words. */
  public String count(String day) {
    return inWords(count(when(day)));
  }

  private long count(When when) {
    return counts.computeIfAbsent(
        when, day -> list.count(getWanted().due(day), COUNTED, current.get()));
  }

  private static When when(String day) {
    return When.valueOf(day.toUpperCase(Locale.ROOT));
  }

  private String inWords(long count) {
    return count > COUNTED ? texts.number(COUNTED) + "+" : texts.number(count);
  }

  /** How many tasks are asked for, in words. */
  public String getCount() {
    var all = all();
    return all > COUNTED
        ? texts.say("work.count.more", COUNTED)
        : texts.say(isDone() ? "work.count.done" : "work.count", all);
  }

  private long all() {
    if (count == null) {
      count =
          getPage().next() == null && after() == null
              ? getPage().lines().size()
              : list.count(getWanted(), COUNTED, current.get());
    }
    return count;
  }

  private WorkList.Page getPage() {
    if (page == null) {
      page = list.page(getWanted(), after(), SIZE, current.get());
    }
    return page;
  }

  private String after() {
    return WorkAddress.after(request.getParameter("after"));
  }

  /** The tasks on this page. */
  public List<WorkItems.Line> getLines() {
    return getPage().lines();
  }

  /** What comes by the thousand and stands aside, a line per kind and what it came with. */
  public List<WorkList.Gathered> getGathered() {
    if (gathered == null) {
      gathered = list.gathered(getWanted(), current.get());
    }
    return gathered;
  }

  /** Behind the question mark of an address: the tasks of such a line. */
  public String free(WorkList.Gathered line) {
    return WorkAddress.of(getWanted().free(line.kind(), line.batch()));
  }

  /** As {@link #free}: those of them that are late. */
  public String late(WorkList.Gathered line) {
    return WorkAddress.of(getWanted().free(line.kind(), line.batch()).due(When.OVERDUE));
  }

  /** Behind the question mark of the next page; empty on the last. */
  public String getNext() {
    return getPage().next() == null ? "" : getAsked() + WorkAddress.later(getPage().next());
  }

  /** Whether this is a later page than the first. */
  public boolean isLater() {
    return after() != null;
  }

  /** Whom a task is about; empty if that is not known or not to be seen. */
  public WorkAbout.Whom whom(WorkItems.Line line) {
    if (whom == null) {
      whom = WorkCells.named(getLines(), abouts);
    }
    return whom.getOrDefault(line.subjectKind(), Map.of()).get(line.subjectId());
  }

  /** What the list can be narrowed to. */
  public WorkList.Choices getChoices() {
    if (choices == null) {
      choices = list.choices(isDone());
    }
    return choices;
  }

  /** How urgent tasks can be, by their codes. */
  public List<String> getPriorities() {
    return Stream.of(Priority.values()).map(WorkPage::lower).toList();
  }

  /** How urgent those are that are asked for; empty for all. */
  public String getPriority() {
    return lower(getWanted().priority());
  }

  /** The orders there are, by their codes. */
  public List<String> getOrders() {
    return Stream.of(Order.values())
        .filter(each -> each != Order.DONE_LAST)
        .map(WorkPage::lower)
        .toList();
  }

  /** The order that is asked for. */
  public String getOrder() {
    return lower(getWanted().order());
  }

  /** By when those are due that are asked for; empty for all. */
  public String getWhen() {
    return lower(getWanted().when());
  }

  /** Who has the tasks in hand that are asked for, as the field says it. */
  public String getWho() {
    return WorkAddress.who(getWanted().holder());
  }

  /** The reader, as the field says it. */
  public long getMe() {
    return current.get().id();
  }

  private static String lower(Enum<?> constant) {
    return constant == null ? "" : constant.name().toLowerCase(Locale.ROOT);
  }
}
