package domain.check.judge;

import domain.profile.Check;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * Compares errors over requests on both sides by the exact conditional test of two rates:
 * were the canary's rate just what is borne, how probable would it be that so many of all
 * errors fell to it? Needs no normal approximation, so it is right for a handful of
 * errors, and none on the stable side.
 */
final class CountTest {

	private CountTest() {
	}

	static Comparison compare(Check check, double errors, double requests, double stableErrors, double stableRequests,
			long chances, Words words) {
		int ours = (int) Math.round(errors);
		int all = ours + (int) Math.round(stableErrors);
		if (ours == 0) {
			return Comparison.good();
		}
		double weighted = requests * (1 + check.tolerance());
		double probability = BinomialTest.withDefaults()
			.with(AlternativeHypothesis.GREATER_THAN)
			.test(all, ours, weighted / (weighted + stableRequests))
			.getPValue();
		if (Double.isNaN(probability)) {
			throw new ArithmeticException("the exact test gave no probability");
		}
		double allowed = (1 - check.confidence()) / Math.max(1, chances);
		if (probability > allowed) {
			return Comparison.good();
		}
		return Comparison
			.worse(words.say("%d errors in %s requests, stable %d in %s: by chance only with probability %s",
					"%d erros em %s requisições, a estável %d em %s: por acaso só com probabilidade %s", ours,
					Words.number(requests), all - ours, Words.number(stableRequests), Words.number(probability)));
	}

}
