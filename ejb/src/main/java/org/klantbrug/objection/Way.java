package org.klantbrug.objection;

import org.klantbrug.calendar.Channel;

/** By which way a customer objected. */
public enum Way {
  /** By the link in his letter. */
  LINK(Channel.WEB_APP),
  /** In a call. */
  PHONE(Channel.PHONE),
  /** By a letter of his. */
  LETTER(Channel.LETTER),
  /** By a mail of his. */
  MAIL(Channel.EMAIL),
  /** In person. */
  DESK(Channel.IN_PERSON);

  private final Channel channel;

  Way(Channel channel) {
    this.channel = channel;
  }

  /** By whose reply time it is handled. */
  public Channel channel() {
    return channel;
  }

  /** Whether we spoke to him when he said so: then nobody needs to call him first. */
  boolean isSpoken() {
    return this == PHONE || this == DESK;
  }
}
