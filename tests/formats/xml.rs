//! Documents made of XML, in a zip or alone, and the API of korea.kr.

use super::build::zipped;
use super::{failure, one, read};

#[test]
fn hwpx_without_what_was_deleted() {
    let xml = "<hs:sec xmlns:hp='p' xmlns:hs='s'><hp:p><hp:run><hp:t>16일 <hp:deleteBegin/>내일<hp:deleteEnd/><hp:insertBegin/>모레<hp:insertEnd/> 연다</hp:t></hp:run>\
        <hp:run><hp:ctrl><hp:footNote><hp:subList><hp:p><hp:run><hp:t>주</hp:t></hp:run></hp:p></hp:subList></hp:footNote></hp:ctrl></hp:run>\
        <hp:run><hp:rect><hp:drawText><hp:subList><hp:p><hp:run><hp:t>상자<hp:hyphen/>글</hp:t></hp:run></hp:p></hp:subList></hp:drawText></hp:rect><hp:t>.</hp:t></hp:run></hp:p></hs:sec>";
    let bytes = zipped(&[("Contents/section0.xml", xml.as_bytes())]);
    assert_eq!(one(&bytes).text, "16일 모레 연다.\n주\n상자-글");
}

#[test]
fn docx_paragraphs_tables_boxes_and_notes() {
    let document = "<w:document xmlns:w='w' xmlns:mc='m'><w:body>\
        <w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>보도</w:t></w:r><w:r><w:tab/><w:t xml:space='preserve'> 자료 </w:t><w:br/><w:t>&lt;즉시&gt;</w:t></w:r></w:p>\
        <w:p><w:r><w:t>앞</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>상자</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:txbxContent><w:p><w:r><w:t>상자</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> 뒤</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>칸 1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>칸 2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:del><w:r><w:delText>지운</w:delText><w:t>글</w:t></w:r></w:del><w:ins><w:r><w:t>넣은 글</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>\
        </w:body></w:document>";
    let part =
        |text: &str| format!("<w:x xmlns:w='w'><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:x>");
    let (head, note) = (part("머리글"), part("각주"));
    let bytes = zipped(&[
        ("word/document.xml", document.as_bytes()),
        ("word/footnotes.xml", note.as_bytes()),
        ("word/header1.xml", head.as_bytes()),
    ]);
    let release = one(&bytes);
    assert_eq!(
        release.text,
        "머리글\n보도\t 자료 \n<즉시>\n앞 뒤\n상자\n칸 1\n칸 2\n넣은 글\n각주"
    );
    assert_eq!(release.source.format, "docx");
}

#[test]
fn odt_paragraphs_and_page_heads() {
    const MIME: &[u8] = b"application/vnd.oasis.opendocument.text";
    let content = "<office:document-content xmlns:office='o' xmlns:text='t'><office:automatic-styles><text:p>양식</text:p></office:automatic-styles>\
        <office:body><office:text><text:tracked-changes><text:p>지운 글</text:p></text:tracked-changes><text:h>제목</text:h>\
        <text:p>첫<text:s text:c='2'/>줄<text:tab/>끝<text:line-break/><text:span>둘째</text:span> 줄\
        <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>각주</text:p></text:note-body></text:note></text:p></office:text></office:body></office:document-content>";
    let styles = "<s xmlns:o='o' xmlns:text='t'><text:p>아님</text:p><o:master-styles><text:p>머리글</text:p></o:master-styles></s>";
    let bytes = zipped(&[
        ("mimetype", MIME),
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
    ]);
    let release = one(&bytes);
    assert_eq!(release.text, "머리글\n제목\n첫  줄\t끝\n둘째 줄\n각주");
    assert_eq!(release.source.format, "odf");
    let locked = zipped(&[
        ("mimetype", MIME),
        ("META-INF/manifest.xml", b"<m:encryption-data/>"),
        ("content.xml", b"\x01\x02"),
    ]);
    assert_eq!(failure(&locked), "encrypted");
}

#[test]
fn hwpml_paragraphs() {
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><HWPML Version=\"2.1\"><HEAD><P><TEXT><CHAR>양식</CHAR></TEXT></P></HEAD><BODY><SECTION>\
        <P><TEXT><CHAR>앞<TAB/>끝</CHAR></TEXT><TEXT><TABLE><ROW><CELL><PARALIST><P><TEXT><CHAR>칸</CHAR></TEXT></P></PARALIST></CELL></ROW></TABLE><CHAR> 뒤</CHAR></TEXT></P></SECTION></BODY></HWPML>";
    let release = one(xml.as_bytes());
    assert_eq!(release.text, "앞\t끝 뒤\n칸");
    assert_eq!(release.source.format, "hwpml");
}

#[test]
fn korea_kr_items_are_releases() {
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><response><header><resultCode>0</resultCode></header><body>\
        <NewsItem><NewsItemId>148900001</NewsItemId><ModifyDate>02/03/2024 10:00:00</ModifyDate><ApproveDate>01/16/2020 09:00:00</ApproveDate>\
        <Title><![CDATA[별을 보러 <가는> 트럭]]></Title><SubTitle1>섬 62곳에 &amp;quot;별&amp;quot;</SubTitle1><SubTitle2/><DataContents><![CDATA[<p>첫&nbsp;줄<br />둘째 줄</p><p>A&amp;B</p>]]></DataContents>\
        <MinisterCode>과학기술부</MinisterCode><FileName>a.hwp</FileName><FileUrl>http://x/a</FileUrl><FileName>b.pdf</FileName></NewsItem>\
        <NewsItem><NewsItemId>2</NewsItemId><DataContents/></NewsItem>\
        <NewsItem><NewsItemId>3</NewsItemId><DataContents>&lt;p&gt;셋&lt;/p&gt;</DataContents></NewsItem></body></response>";
    let all = read(xml.as_bytes());
    assert_eq!(all.len(), 3);
    let first = all[0].as_ref().unwrap();
    assert_eq!(first.id, "148900001");
    assert_eq!(first.title.as_deref(), Some("별을 보러 <가는> 트럭"));
    assert_eq!(first.agency.as_deref(), Some("과학기술부"));
    assert_eq!(first.published.unwrap().to_string(), "2020-01-16");
    assert_eq!(first.text, "섬 62곳에 \"별\"\n첫\u{A0}줄\n둘째 줄\nA&B");
    assert_eq!(first.source.member.as_deref(), Some("item 1"));
    assert_eq!(first.source.format, "korea-kr-xml");
    assert_eq!(all[1].as_ref().unwrap_err(), "item 2: no text");
    assert_eq!(all[2].as_ref().unwrap().text, "셋");
    let answer = "<?xml version=\"1.0\"?><response><body><NewsItem><NewsItemId>1</NewsItemId>";
    assert_eq!(failure(answer.as_bytes()), "empty");
}
