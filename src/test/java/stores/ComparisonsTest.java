package stores;

import static org.assertj.core.api.Assertions.assertThat;

import domain.backup.Finding;
import domain.people.Said;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

	@Test
	void whatIsOnOneSideOnlyIsNotTheSame() {
		Comparisons found = new Comparisons(Comparisons.ofCounts(name -> Said.of("rows of %s", "linhas de %s", name),
				Map.of("a", 2L, "b", 1L), Map.of("a", 2L, "c", 4L), 0));
		assertThat(found.in("pt-BR").all()).containsExactly(new Finding("linhas de a", "2", "2", true),
				new Finding("linhas de b", "1", "0", false), new Finding("linhas de c", "0", "4", false));
		assertThat(found.in("en").bad()).extracting(Finding::what).containsExactly("rows of b", "rows of c");
	}

	@Test
	void aComparisonIsWordedWhole() {
		Comparison bad = new Comparison(Said.of("errors", "erros"), Said.of("none", "nenhum"), Said.quoted("ERROR: x"),
				false);
		assertThat(bad.said())
			.isEqualTo(new Said("errors: ERROR: x (must be none)", "erros: ERROR: x (deve ser nenhum)"));
		assertThat(Comparison.equal(Said.quoted("a"), 1L, 1L).said().english()).isEqualTo("a: 1");
	}

	@Test
	void aRefusalIsWordedWhole() {
		assertThat(Unusable.because("/b/x.dump", Unusable.altered("x.dump", "aa", "bb")).said().portuguese())
			.isEqualTo("o backup /b/x.dump não serve: o SHA-256 de x.dump é aa e era bb quando foi feito. Use outro.");
	}

}
