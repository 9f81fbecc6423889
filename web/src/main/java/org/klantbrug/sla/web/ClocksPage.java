package org.klantbrug.sla.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.sla.ClockBoard;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.sla.Stage;
import org.omnifaces.cdi.Param;

/** The dates that run: how many are in danger or over, and which. */
@Named
@RequestScoped
public class ClocksPage {
  private static final int PAGE = 50;
  private static final String NONE = "NONE";

  @Inject private ClockBoard board;
  @Inject @Param private String stage;
  @Inject @Param private String channel;
  @Inject @Param private String standing;
  @Inject @Param private Long from;

  private List<ClockBoard.Figure> figures;
  private List<ClockBoard.Row> rows;

  /** By stage and channel. */
  public List<ClockBoard.Figure> getFigures() {
    if (figures == null) {
      figures = board.figures();
    }
    return figures;
  }

  /** Whether rows are asked for. */
  public boolean isOpen() {
    return stage != null || channel != null || standing != null || from != null;
  }

  private ClockBoard.Wanted wanted() {
    return new ClockBoard.Wanted(
        stage == null ? null : Choice.onPage(Stage.class, stage),
        channel == null || channel.equals(NONE)
            ? null
            : Choice.onPage(Channel.class, channel),
        NONE.equals(channel),
        standing == null ? null : Choice.onPage(SlaClock.Standing.class, standing));
  }

  /** The rows that are asked for, a page of them. */
  public List<ClockBoard.Row> getRows() {
    if (rows == null) {
      rows = board.rows(wanted(), start(), PAGE);
    }
    return rows;
  }

  private long start() {
    return from == null ? 0 : Math.max(0, from);
  }

  /** How many there are in all. */
  public long getCount() {
    return board.count(wanted());
  }

  /** Where the next page begins; 0 if there is none. */
  public long getNext() {
    return getCount() > start() + PAGE ? start() + PAGE : 0;
  }

  /** What the address of these rows says behind its question mark. */
  public String getAsked() {
    return say("stage", stage) + say("channel", channel) + say("standing", standing);
  }

  private static String say(String name, String value) {
    return value == null || !value.matches("[A-Z_]+") ? "" : "&" + name + "=" + value;
  }

  /** The address of a figure. */
  public String address(ClockBoard.Figure figure, String standing) {
    var whose = figure.channel() == null ? NONE : figure.channel().name();
    return "/clocks?stage="
        + figure.stage()
        + "&channel="
        + whose
        + say("standing", standing.isEmpty() ? null : standing)
        + "#rows";
  }
}
