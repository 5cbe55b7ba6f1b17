package domain.check.judge;

import domain.check.Verdict;

/** What comes of holding the canary against the stable side. */
record Comparison(Verdict verdict, String note) {

	static Comparison good() {
		return new Comparison(Verdict.PASS, null);
	}

	static Comparison worse(String note) {
		return new Comparison(Verdict.FAIL, note);
	}

	static Comparison undecidable(String note) {
		return new Comparison(Verdict.TOO_FEW_SAMPLES, note);
	}

}
