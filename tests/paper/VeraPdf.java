import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds files against two of veraPDF's profiles: java -cp veraPDF.jar VeraPdf.java FILE...
 *
 * A line per file and profile goes out, with tabs between: file, profile, checks made, and then
 * each rule that it breaks. The profiles are read here, for veraPDF's own reading needs a library
 * that Java left out.
 */
public class VeraPdf {
    private static final PDFAFlavour[] HELD_AGAINST = {PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1};

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (PDFAFlavour flavour : HELD_AGAINST) {
            ValidationProfile profile = profile(flavour);
            for (String file : files) {
                System.out.println(String.join("\t", checked(file, flavour, profile)));
            }
        }
    }

    private static List<String> checked(String file, PDFAFlavour flavour, ValidationProfile profile)
            throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            List<String> told = new ArrayList<>(List.of(file, flavour.getId()));
            told.add(String.valueOf(result.getTotalAssertions()));
            Set<String> broken = new TreeSet<>();
            for (TestAssertion one : result.getTestAssertions()) {
                RuleId rule = one.getRuleId();
                broken.add(rule.getClause() + "-" + rule.getTestNumber() + " " + one.getMessage());
            }
            if (broken.isEmpty() != result.isCompliant()) {
                throw new IllegalStateException(file + ": veraPDF contradicts itself");
            }
            told.addAll(broken);
            return told;
        } catch (ModelParsingException unread) {
            return List.of(file, flavour.getId(), "0", "cannot be read: " + unread.getMessage());
        }
    }

    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        String name = flavour == PDFAFlavour.PDFUA_1 ? "PDFUA-1" : "PDFA-2A";
        try (InputStream file = Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            Element read = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            List<Element> told = named(read, "rule");
            for (Element rule : told) {
                rules.add(rule(rule));
            }
            if (rules.size() != told.size()) {
                throw new IllegalStateException(name + ": rules were lost in reading");
            }
            Set<Variable> variables = new HashSet<>();
            for (Element one : named(read, "variable")) {
                variables.add(Profiles.variableFromValues(one.getAttribute("name"),
                        one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
            }
            return Profiles.profileFromValues(flavour,
                    Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules, variables);
        }
    }

    private static Rule rule(Element rule) {
        Element id = named(rule, "id").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element one : named(rule, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(one.getTextContent(), null, null));
        }
        List<Reference> references = new ArrayList<>();
        ErrorDetails error = Profiles.errorFromValues(text(rule, "message"), arguments);
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), rule.hasAttribute("deferred") ? Boolean.TRUE : null,
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"), error, references);
    }

    private static String text(Element in, String name) {
        return named(in, name).get(0).getTextContent();
    }

    private static List<Element> named(Element in, String name) {
        NodeList found = in.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }
}
