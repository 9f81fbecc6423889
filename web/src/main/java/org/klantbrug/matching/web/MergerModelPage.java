package org.klantbrug.matching.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.util.List;
import org.klantbrug.matching.FieldWeights;
import org.klantbrug.matching.RunModels;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;

/** What the comparison of customers in a run rests on: each field, each agreement, its weight. */
@Named
@RequestScoped
public class MergerModelPage {
  /** Shares below this are said as one in so many. */
  private static final double RARE = .01;

  /** The bar of a weight ends here, in bits; more is surer than sure. */
  private static final double FULL_BAR = 20;

  @Inject private Mergers mergers;
  @Inject private RunModels models;
  @Inject private Texts say;
  @Inject @Param private Long run;

  private Mergers.View merger;
  private RunModels.RunModel model;
  private List<FieldWeights> weights = List.of();

  /** Reads the newest model of the run. */
  public void act() {
    if (run == null) {
      throw new NotThere();
    }
    merger = mergers.readByRun(run);
    model = models.findNewest(run).orElse(null);
    if (model != null) {
      weights = model.weights();
    }
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The model; null before it is estimated. */
  public RunModels.RunModel getModel() {
    return model;
  }

  /** What each field weighs. */
  public List<FieldWeights> getWeights() {
    return weights;
  }

  /** What a field is called, with its number from the second of a kind on. */
  public String name(FieldWeights field) {
    var name = say.code("field.", field.column());
    return field.number() == 1 ? name : name + " " + field.number();
  }

  /** A share of the pairs: in per cent, a small one as one in so many. */
  public String share(double share) {
    if (share < RARE) {
      return say.say("model.one-in", rounded(1 / share));
    }
    var percent = NumberFormat.getPercentInstance(say.locale());
    percent.setMaximumFractionDigits(share > .99 || share < .1 ? 1 : 0);
    return percent.format(share);
  }

  /** A weight with its sign, to a tenth of a bit. */
  public String bits(double bits) {
    return WeightWords.signed(bits, say.locale());
  }

  /** How likely a pair of this weight is one person. */
  public String likelihood(BigDecimal bits) {
    return share(WeightWords.likelihood(bits.doubleValue()));
  }

  /** Of so many pairs picked at random one is one person. */
  public String oneIn() {
    return rounded(1 + Math.pow(2, -model.model().priorBits()));
  }

  private String rounded(double number) {
    return say.number(new BigDecimal(number).round(new MathContext(2)));
  }

  /** What a weight says, in a word. */
  public String says(double bits) {
    return WeightWords.of(bits);
  }

  /** How long the bar of a weight is, of 0 to 20. */
  public double bar(double bits) {
    return Math.min(FULL_BAR, Math.abs(bits));
  }

  /** Where the bar of a weight begins, seen from the middle. */
  public double barFrom(double bits) {
    return bits < 0 ? -bar(bits) : 0;
  }
}
