package domain.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A look as people read it. */
class MeasurementTest {

	@Test
	void aLookIsSaidInTheReadersLanguage() {
		Measurement look = new Measurement("error rate", Verdict.FAIL, 31.5, 0.2, "<= 1 %", "%", null, null, "q", null);
		assertThat(look.inWords("en")).isEqualTo("error rate 31.5 %, stable 0.200 (limit <= 1 %)");
		assertThat(look.inWords("pt-BR")).isEqualTo("error rate 31.5 %, estável 0.200 (limite <= 1 %)");
	}

	@Test
	void aLookWithoutAValueSaysSoAndWhy() {
		Measurement look = new Measurement("p95", Verdict.NO_DATA, null, null, "<= 3 s", "s", null, null, "q",
				"no series");
		assertThat(look.inWords(null)).isEqualTo("p95 no value (limit <= 3 s): no series");
		assertThat(look.inWords("pt-BR")).isEqualTo("p95 sem valor (limite <= 3 s): no series");
	}

}
