package systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class FileSystemProfilesTest {

	@TempDir
	private Path folder;

	@BeforeEach
	void twoSystems() throws IOException {
		write("shop.yaml", "shop");
		write("bank.yaml", "bank");
	}

	@Test
	void aFolderReplacesTheShippedProfiles() {
		assertThat(profiles().names()).containsExactly("bank", "shop");
		assertThat(profiles().find("shop").title()).isEqualTo("The shop");
	}

	@Test
	void withoutAFolderTheShippedProfilesAreUsed() {
		assertThat(new FileSystemProfiles("", new MockEnvironment()).names()).containsExactly("agente-ia",
				"big-brother-cnn", "flow-c", "neural-hive-mind", "sparkone");
	}

	@Test
	void anUnknownSystemIsAnsweredWithThoseThereAre() {
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> profiles().find("shp"))
			.withMessageContaining("system: there is no such system (given shp, allowed bank, shop)")
			.satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_INPUT));
	}

	@Test
	void anEditIsSeenByTheNextRun() throws IOException {
		FileSystemProfiles profiles = profiles();
		Files.writeString(folder.resolve("shop.yaml"),
				Files.readString(folder.resolve("shop.yaml")).replace("The shop", "The new shop"));
		assertThat(profiles.find("shop").title()).isEqualTo("The new shop");
	}

	@Test
	void aBrokenEditFailsItsSystemAndNoOther() throws IOException {
		FileSystemProfiles profiles = profiles();
		Files.writeString(folder.resolve("shop.yaml"), "name: shop\nlanguage: [", StandardOpenOption.TRUNCATE_EXISTING);
		assertThat(profiles.find("bank").name()).isEqualTo("bank");
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> profiles.find("shop"))
			.withMessageContaining("shop.yaml:2: is not YAML")
			.satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.PROFILE));
	}

	@Test
	void problemsOfAllFilesStopTheStart() throws IOException {
		Files.writeString(folder.resolve("shop.yaml"), "name: shop\n");
		Files.writeString(folder.resolve("bank.yaml"), "name: bank\ntitle: Bank\nlanguage: fr\ntimeZone: UTC\n");
		assertThatExceptionOfType(InvalidProfiles.class).isThrownBy(this::profiles).withMessage("""
				bank.yaml:3: language: has no messages (given fr, allowed pt-BR, en)
				shop.yaml:1: language: is missing
				shop.yaml:1: timeZone: is missing
				shop.yaml:1: title: is missing""");
	}

	@Test
	void twoFilesCannotHaveOneName() throws IOException {
		write("other.yaml", "bank");
		assertThatExceptionOfType(InvalidProfiles.class).isThrownBy(this::profiles)
			.withMessageContaining("other.yaml:1: name: is taken (given bank, which bank.yaml has");
	}

	@Test
	void aFolderWithoutProfilesStopsTheStart() throws IOException {
		Files.delete(folder.resolve("shop.yaml"));
		Files.delete(folder.resolve("bank.yaml"));
		assertThatExceptionOfType(InvalidProfiles.class).isThrownBy(this::profiles)
			.withMessageContaining(folder + ": holds no profile");
	}

	@Test
	void aFolderThatIsNotThereStopsTheStart() {
		Path absent = folder.resolve("absent");
		assertThatExceptionOfType(InvalidProfiles.class)
			.isThrownBy(() -> new FileSystemProfiles(absent.toString(), new MockEnvironment()))
			.withMessageContaining(absent + ": cannot be read");
	}

	private FileSystemProfiles profiles() {
		return new FileSystemProfiles(folder.toString(), new MockEnvironment());
	}

	private void write(String file, String name) throws IOException {
		Files.writeString(folder.resolve(file),
				"name: " + name + "\ntitle: The " + name + "\nlanguage: en\ntimeZone: UTC\n");
	}

}
