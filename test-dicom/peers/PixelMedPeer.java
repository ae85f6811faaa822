import com.pixelmed.database.PatientStudySeriesConcatenationInstanceModel;
import com.pixelmed.dicom.Attribute;
import com.pixelmed.dicom.AttributeList;
import com.pixelmed.dicom.AttributeTag;
import com.pixelmed.dicom.CodeStringAttribute;
import com.pixelmed.dicom.DicomException;
import com.pixelmed.dicom.SOPClass;
import com.pixelmed.dicom.SetOfDicomFiles;
import com.pixelmed.dicom.StoredFilePathStrategy;
import com.pixelmed.dicom.TagFromName;
import com.pixelmed.dicom.UniqueIdentifierAttribute;
import com.pixelmed.network.Association;
import com.pixelmed.network.AssociationFactory;
import com.pixelmed.network.DicomNetworkException;
import com.pixelmed.network.FindSOPClassSCU;
import com.pixelmed.network.GetSOPClassSCU;
import com.pixelmed.network.IdentifierHandler;
import com.pixelmed.network.MoveSOPClassSCU;
import com.pixelmed.network.MultipleInstanceTransferStatusHandler;
import com.pixelmed.network.NetworkApplicationInformation;
import com.pixelmed.network.PresentationContextListFactory;
import com.pixelmed.network.ReceivedObjectHandler;
import com.pixelmed.network.StorageSOPClassSCPDispatcher;
import com.pixelmed.network.StorageSOPClassSCU;
import com.pixelmed.network.UnencapsulatedExplicitStoreFindMoveGetPresentationContextSelectionPolicy;
import com.pixelmed.network.VerificationSOPClassSCU;
import java.io.File;
import java.io.IOException;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;

/**
 * The network classes of the PixelMed toolkit with what its own main methods leave out: results on
 * standard output, an exit status, and an archive without a window and without LDAP.
 *
 * <p>Commands:
 *
 * <pre>
 * echo   HOST PORT CALLED CALLING SECURE|NONSECURE [USER PASSWORD]
 * store  HOST PORT CALLED CALLING FILE...
 * find   HOST PORT CALLED CALLING LEVEL STUDY       prints MATCH and the SOP Instance or Study UID
 * move   HOST PORT CALLED CALLING STUDY DESTINATION prints STATUS and the final one
 * secure-store, secure-find, secure-move            the same through TLS
 * get    HOST PORT CALLED CALLING STUDY FOLDER      prints GOT and the transfer syntax and file
 * serve  PORT AETITLE FOLDER SECURE|NONSECURE [DESTINATION HOST PORT]
 * </pre>
 */
public final class PixelMedPeer {
  private static final String STUDY_ROOT = "1.2.840.10008.5.1.4.1.2.2.";

  private PixelMedPeer() {}

  /** Does one command; an exception ends the process with exit status 1. */
  public static void main(String[] arguments) throws Exception {
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "echo" -> echo(rest);
      case "store" -> store(rest);
      case "find" -> find(rest);
      case "move" -> move(rest);
      case "secure-store" -> secureStore(rest);
      case "secure-find" -> secureFind(rest);
      case "secure-move" -> secureMove(rest);
      case "get" -> get(rest);
      case "serve" -> serve(rest);
      default -> throw new IllegalArgumentException("no command " + arguments[0]);
    }
  }

  private static void echo(List<String> a) throws Exception {
    boolean secure = a.get(4).equals("SECURE");
    if (a.size() > 6) {
      new VerificationSOPClassSCU(
          a.get(0), port(a), a.get(2), a.get(3), secure, a.get(5), a.get(6));
    } else {
      new VerificationSOPClassSCU(a.get(0), port(a), a.get(2), a.get(3), secure);
    }
    System.out.println("ECHOED");
  }

  private static void store(List<String> a) throws Exception {
    SetOfDicomFiles files = new SetOfDicomFiles(a.subList(4, a.size()).toArray(String[]::new));
    requireAll(new StorageSOPClassSCU(a.get(0), port(a), a.get(2), a.get(3), files, 0, stored()));
  }

  private static void secureStore(List<String> a) throws Exception {
    SetOfDicomFiles files = new SetOfDicomFiles(a.subList(4, a.size()).toArray(String[]::new));
    Association association =
        secure(a, PresentationContextListFactory.createNewPresentationContextList(files, 0));
    requireAll(new StorageSOPClassSCU(association, files, stored()));
    association.release();
  }

  private static MultipleInstanceTransferStatusHandler stored() {
    return new MultipleInstanceTransferStatusHandler() {
      @Override
      public void updateStatus(int left, int done, int failed, int warned, String uid) {
        System.out.printf("STORED %s completed=%d failed=%d%n", uid, done, failed);
      }
    };
  }

  private static void requireAll(StorageSOPClassSCU scu) {
    if (scu.encounteredTrappedExceptions()) {
      throw new IllegalStateException("not all were stored");
    }
  }

  private static void find(List<String> a) throws Exception {
    new FindSOPClassSCU(
        a.get(0), port(a), a.get(2), a.get(3), STUDY_ROOT + 1, keys(a), matches());
    System.out.println("FOUND");
  }

  private static void secureFind(List<String> a) throws Exception {
    Association association = secure(a, contexts(STUDY_ROOT + 1));
    new FindSOPClassSCU(association, STUDY_ROOT + 1, keys(a), matches());
    association.release();
    System.out.println("FOUND");
  }

  private static AttributeList keys(List<String> a) throws DicomException {
    AttributeList keys = study(a.get(4), a.get(5));
    keys.putNewAttribute(TagFromName.PatientName);
    keys.putNewAttribute(TagFromName.SOPInstanceUID);
    return keys;
  }

  private static IdentifierHandler matches() {
    return new IdentifierHandler() {
      @Override
      public void doSomethingWithIdentifier(AttributeList match) {
        String uid = value(match, TagFromName.SOPInstanceUID);
        System.out.println(
            "MATCH " + (uid.isEmpty() ? value(match, TagFromName.StudyInstanceUID) : uid));
      }
    };
  }

  private static void move(List<String> a) throws Exception {
    MoveSOPClassSCU scu =
        new MoveSOPClassSCU(
            a.get(0), port(a), a.get(2), a.get(3), a.get(5), STUDY_ROOT + 2, study("STUDY", a.get(4)));
    System.out.printf("STATUS %04X%n", scu.getStatus());
  }

  private static void secureMove(List<String> a) throws Exception {
    Association association = secure(a, contexts(STUDY_ROOT + 2));
    MoveSOPClassSCU scu =
        new MoveSOPClassSCU(
            association, a.get(5), STUDY_ROOT + 2, study("STUDY", a.get(4)));
    association.release();
    System.out.printf("STATUS %04X%n", scu.getStatus());
  }

  private static LinkedList<?> contexts(String sopClass) throws DicomNetworkException {
    return PresentationContextListFactory.createNewPresentationContextList(sopClass, null, 0);
  }

  /** An association through TLS, with the keys that the virtual machine was told. */
  private static Association secure(List<String> a, LinkedList<?> contexts) throws Exception {
    return AssociationFactory.createNewAssociation(
        a.get(0), port(a), a.get(2), a.get(3), contexts, null, true);
  }

  private static void get(List<String> a) throws Exception {
    new GetSOPClassSCU(
        a.get(0),
        port(a),
        a.get(2),
        a.get(3),
        STUDY_ROOT + 3,
        study("STUDY", a.get(4)),
        new IdentifierHandler(),
        new File(a.get(5)),
        StoredFilePathStrategy.BYSOPINSTANCEUIDINSINGLEFOLDER,
        new ReceivedObjectHandler() {
          @Override
          public void sendReceivedObjectIndication(String file, String syntax, String calling) {
            System.out.println("GOT " + syntax + " " + file);
          }
        },
        // All storage classes are more than an association can have contexts for.
        Set.of(SOPClass.CTImageStorage),
        true,
        false,
        false);
  }

  private static void serve(List<String> a) throws Exception {
    File folder = new File(a.get(2));
    var database = new PatientStudySeriesConcatenationInstanceModel("mem:archive");
    NetworkApplicationInformation peers = new NetworkApplicationInformation();
    if (a.size() > 6) {
      peers.add(a.get(4), a.get(4), a.get(5), Integer.parseInt(a.get(6)), "STUDY", "ARCHIVE");
    }
    ReceivedObjectHandler handler =
        new ReceivedObjectHandler() {
          @Override
          public void sendReceivedObjectIndication(String file, String syntax, String calling)
              throws DicomException {
            AttributeList list = new AttributeList();
            try {
              list.read(file, TagFromName.PixelData);
            } catch (IOException e) {
              throw new DicomException("cannot read " + file + ": " + e);
            }
            database.insertObject(list, file, "C");
            System.out.println("RECEIVED " + syntax + " " + file);
          }
        };
    new Thread(
            new StorageSOPClassSCPDispatcher(
                Integer.parseInt(a.get(0)),
                a.get(1),
                folder,
                StoredFilePathStrategy.BYSOPINSTANCEUIDINSINGLEFOLDER,
                handler,
                database.getQueryResponseGeneratorFactory(),
                database.getRetrieveResponseGeneratorFactory(),
                peers,
                new UnencapsulatedExplicitStoreFindMoveGetPresentationContextSelectionPolicy(),
                a.get(3).equals("SECURE")))
        .start();
  }

  private static int port(List<String> arguments) {
    return Integer.parseInt(arguments.get(1));
  }

  private static AttributeList study(String level, String uid) throws DicomException {
    AttributeList keys = new AttributeList();
    Attribute queryLevel = new CodeStringAttribute(TagFromName.QueryRetrieveLevel);
    queryLevel.addValue(level);
    keys.put(queryLevel);
    Attribute study = new UniqueIdentifierAttribute(TagFromName.StudyInstanceUID);
    if (!uid.isEmpty()) {
      study.addValue(uid);
    }
    keys.put(study);
    return keys;
  }

  private static String value(AttributeList list, AttributeTag tag) {
    return Attribute.getSingleStringValueOrEmptyString(list, tag);
  }
}
