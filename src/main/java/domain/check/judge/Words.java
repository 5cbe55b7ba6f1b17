package domain.check.judge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them. */
final class Words {

	private Words() {
	}

	/** Four significant digits, without trailing zeros. */
	static String number(double value) {
		return BigDecimal.valueOf(value)
			.round(new MathContext(4, RoundingMode.HALF_UP))
			.stripTrailingZeros()
			.toPlainString();
	}

	static String percent(double ratio) {
		return number(ratio * 100) + " %";
	}

}
