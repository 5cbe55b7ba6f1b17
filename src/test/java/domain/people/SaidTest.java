package domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SaidTest {

	@Test
	void whatIsSaidInsideIsInTheSameLanguage() {
		Said why = Said.of("it holds %d of %s", "contém %d de %s", 3, Said.of("none", "nenhum"));
		Said said = Said.of("backup %s: %s", "o backup %s: %s", "x", why);
		assertThat(said.in("en")).isEqualTo("backup x: it holds 3 of none").isEqualTo(said.toString());
		assertThat(said.in("pt-BR")).isEqualTo("o backup x: contém 3 de nenhum");
		assertThat(said.in(null)).as("where no language is known").isEqualTo(said.english());
	}

	@Test
	void whatServersSaidStaysAsTheySaidIt() {
		Said said = Said.of("it cannot be read: %s", "não pode ser lido: %s", Said.quoted("100% gone: %s"));
		assertThat(said.in("pt-BR")).isEqualTo("não pode ser lido: 100% gone: %s");
		assertThat(Said.quoted(null).english()).isEqualTo("null");
	}

	@Test
	void severalStandOneBehindTheOther() {
		Said both = Said.joined("; ", List.of(Said.of("yes", "sim"), Said.quoted(2)));
		assertThat(both).isEqualTo(new Said("yes; 2", "sim; 2"));
	}

}
