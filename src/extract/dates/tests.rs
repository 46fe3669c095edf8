//! What is read, as a table: day of publication, text, values in order. `-` stands for no date at all.

use super::*;

/// Parted by ` | `. A published day goes for all lines below it.
const KOREAN: &str = "
2020-01-16
full days | 2020. 1. 16.(목) 체결했다 | 2020-01-16
without spaces | 2020.1.16(목) | 2020-01-16
no stop at the end | 2020. 1. 16 개최 | 2020-01-16
in words | 2020년 1월 16일 체결 | 2020-01-16
spaces before the units | 2020 년 10 월 7 일 오전 | 2020-10-07
dashes | 등록일 2020-01-16 조회 | 2020-01-16
slashes | 2020/01/16 등록 | 2020-01-16
full-width digits | ２０２０년 １월 １６일 | 2020-01-16
Han units | 2020年 1月 16日 | 2020-01-16
era | 단기 4353년 1월 | 2020-01
with a month in words after a stop | 2012. 12. 13일에 청원 | 2012-12-13
broken over lines | 2020년 1월\\n16일(목) 체결 | 2020-01-16
stops over lines | 2020. 1.\\n16.(목) 14:00 | 2020-01-16
a chapter after a month | 2020. 1.\\n1. 추진 배경 | 2020-01
lost weekday | 1. 16(), 서울에서 | 2020-01-16
lost weekday and stop | 2020. 1. 16.( ) 배포 | 2020-01-16
a number in empty brackets | 제16()회 | -
2025-12-24
quoted year | ’25.12.24일 개최 | 2025-12-24
the other mark | ‘25.12.24.(수) | 2025-12-24
straight | '25.12.24 | 2025-12-24
backquote | `25.12.24. | 2025-12-24
prime | ′25년 | 2025
the mark on its own line | (\\n’\\n25.9.30. 시행) | 2025-09-30
with spaces | ’25. 12. 24.(수) 10:00 | 2025-12-24
month | (’25.5월) | 2025-05
month without unit | (‘16.11 개설) | 2016-11
month in words | ‘26년 2월 | 2026-02
end of a month | '24.12월말 | 2024-12
end of a month without unit | ‘25.3말 기준 | 2025-03
end of a year | ’24년말 기준 | 2024-12
end of a year without unit | ‘24말) 1.2조 | 2024-12
end of a year in Han | ’24末 잔액 | 2024-12
quarter | ‘25.3분기 | 2025-Q3
quarter of four | ’25.3/4분기 | 2025-Q3
Q | ’24.1Q 실적 | 2024-Q1
half in Han | '25.上 | 2025-H1
second half in Han | ’24.下) 7조 | 2024-H2
half, short | (’25.상) 5건 | 2025-H1
year | ’89년 설립된 | 1989
only the number | (’22) 2건 → (‘23) 3건 | 2022 2023
far ahead | ’50년까지 탄소중립 | ../2050
year after 도 | 24년도 신규예산 | 2024
short year | 25년 12월 | 2025-12
short year, half | 26년 상반기 시범실시 | 2026-H1
short month | 26.1월말 현재 | 2026-01
short day | 의결(25.6.18.)을 통해 | 2025-06-18
short half | 26.上 시행 | 2026-H1
decade | ‘90년대 | -
a quotation before a number | ‘지원 제도’ 30건을 | -
a quotation of a number | ‘52시간’ 상한 | -
prices | ‘3천만원’ 중 | -
2026-04-13
span of days | 4.13.(월)~5.4.(월) 접수 | 2026-04-13/2026-05-04
spaced | 2026. 4. 13(월). ~ 4.22(수) 18:00까지 | 2026-04-13/2026-04-22
with hours | 26.4.15.(수) 09:00 ~4.30.(목) 18:00까지 | 2026-04-15/2026-04-30
days only | 13일(월)~22일(수)까지 | 2026-04-13/2026-04-22
in words | 6월 1일부터 3일까지 | 2026-06-01/2026-06-03
two months | 3월 25일(수)부터 4월 24일(금)까지며 | 2026-03-25/2026-04-24
the way on between | 13일(월)부터 오는 22일(수)까지 | 2026-04-13/2026-04-22
hours between | 5월 2일 09시부터 5월 4일 18시까지 | 2026-05-02/2026-05-04
day after a day | 1.16~18일 | 2026-01-16/2026-01-18
month after a month | 4∼5월 감소 | 2026-04/2026-05
from month to month | 5월 말부터 8월까지 | 2026-05/2026-08
quoted months | ’24.10~12월 기간 중 | 2024-10/2024-12
both quoted | ’20.1월~’25.8월 중 | 2020-01/2025-08
both said | ’22. 3월부터 ’25. 5월까지 | 2022-03/2025-05
over the year | (11.27~‘27.1.6) | 2026-11-27/2027-01-06
short end | ’26.2.~12) 활동 | 2026-02/2026-12
years | ‘18~’22 | 2018/2022
years in words | 2020년~2021년 | 2020/2021
one 년 | 2020~2024년 | 2020/2024
years, bare | 계획(2021~2025) | 2021/2025
years from to | 2022년부터 2025년까지 | 2022/2025
a span with 간 | ’26~’35년간 총 790조원 | 2026/2035
to a quarter | ‘12~’22년 3분기까지 누적 | 2012/2022-Q3
quarters | ’24.1~3분기 중 | 2024-Q1/2024-Q3
quarters, both said | ’11.1분기~’12.1분기 | 2011-Q1/2012-Q1
months of a year | 2025년 1~5월 | 2025-01/2025-05
days of a month | 4월 13~22일 | 2026-04-13/2026-04-22
slashes | 5/11(월)~5/15(금) | 2026-05-11/2026-05-15
brackets | (3.3~4.10) | 2026-03-03/2026-04-10
stops | (4.28.~5.14.) | 2026-04-28/2026-05-14
figures | 금리 1.5~2.5% 수준 | -
a length after a span | 5월 17일부터 6월 7일까지(22일) 예고 | 2026-05-17/2026-06-07
changes of figures | 전망치 87.0~87.5(△1.1~△1.6) | -
last year's dotted day | 작년 9.19일 발표 | 2025-09-19
this year's dotted day | 금년 7.1. 시행 | 2026-07-01
growth in a year | 2025년 2.5% 증가, 올해 3.5조원 | 2025 2026
number of a page | 2026. 3.\\n- 2 -\\n실태 | 2026-03
ages in quotation marks | ‘40 ∼ 84세’ | -
round lengths | 10년~20년 고정, 20~30년 만기 | -
stops after years | (’23.~’25.) | 2023/2025
days to a month | ‘25.7.22일~11월말 | 2025-07-22/2025-11
open in a table | ‘28.1.1.~\\n500억원 | 2028-01-01/..
a plan without a space | 10.15대책 | 2026-10-15
brackets after a length | 약 2개월간(10.22~12.14) 실시 | 2026-10-22/2026-12-14
over the end of the year | 11월부터 다음해 3월까지 | 2026-11/2027-03
from this year to the next | 오는 9월부터 내년 2월까지 | 2026-09/2027-02
today in brackets | 오늘(13일)부터 5월 4일까지 접수 | 2026-04-13/2026-05-04
lasting | 13일(월)부터 5일간 진행 | 2026-04-13/..
open | 3월부터 시행 | 2026-03/..
open after a day | 12. 16.(수)부터 조사 | 2026-12-16/..
open with a tilde | (’26~) 확대 | 2026/..
open months | 심사할 예정(4월~) | 2026-04/..
open, quarters | '25.下~ | 2025-H2/..
until | 5월 3일까지 신청 | ../2026-05-03
until the end of a month | ’25.12월말까지 | ../2025-12
until a quarter | 올해 3분기까지 | ../2026-Q3
until, with a tilde | 개정 추진(~’26.12월) | ../2026-12
until, with a tilde and a day | 공모(~6월 30일) | ../2026-06-30
until, with a remark | ’26.3월말(제출기한)까지 | ../2026-03
short years to a topic | 구체적으로 ‘26~27년에는 유지 | 2026/2027
hours of a day | 오는 28일 오후 2시부터 4시까지 | 2026-04-28
what begins with a day | 4월 3일 수입신고분부터 적용 | 2026-04-03/..
minutes of a schedule | 10:00~10:20 ‘20 개회 | -
a bond's years | 장단기(30/20년물) 금리 | -
within a month | 8월 내로 마무리 | ../2026-08
within a quarter | 3분기내 추진 | 2026-Q3
within the year | 연내 의결을 목표 | ../2026-12-31
within this year | 올해 안으로 도입 | ../2026-12-31
within this year, shorter | 올해 내 순차적으로 마련 | ../2026-12-31
a day in brackets | 업무협약(6/27)을 진행 | 2026-06-27
a share in brackets | 위원의 과반(2/3)이 찬성 | -
months by a Chinese character | 10~11月중 시행 | 2026-10/2026-11
until the end of the year | 연말까지 운영 | ../2026-12
by a year | 2030년까지 확대 | ../2030
embargo | 2026. 4. 14.(화) 12:00부터 보도 가능 | 2026-04-14
embargo of an edition | 4월 14일 석간부터 보도 | 2026-04-14
this year | 올해는 처음으로 | 2026
this year, older | 금년 중 발표 | 2026
beginning of the year | 올해 초 시작된 | 2026
all year | 올 한 해 | 2026
from this year | 올해부터 추진 | 2026/..
this year's month | 올해 7월부터 | 2026-07/..
half of this year | 올 하반기에 | 2026-H2
last year | 지난해 KISA는 | 2025
last year, older | 작년 12월 | 2025-12
last year, bookish | 전년도 수강생 | 2025
next year | 내년 상반기 중 | 2027-H1
next year, early | 내년 초 시행 | 2027
the year before last | 재작년 9월 | 2024-09
end of last year | 작년 말 기준 | 2025-12
the year just named | 2018년 6월 확정하고 같은 해 9월 시행 | 2018-06 2018-09
the year after | 2019년 12월 공포, 이듬해 6월 시행 | 2019-12 2020-06
compared with last year | 전년 동기 대비 3% 증가 | -
compared, glued | 전년대비 증가 | -
compared with last month | 전월 대비 감소 | -
compared with last quarter | 전분기比 증가 | -
compared with the end of last year | 작년말 대비 +49.8bp | -
number of a case in a table | 제1039호 FSS/1912-17 선급금 | -
compared in words | 지난해 같은 기간보다 | -
compared with the end | 전년말(0.5%) 대비 | -
this month | 이달 5일부터 | 2026-04-05/..
this month, older | 금월 중 | 2026-04
next month | 다음달 공개될 예정 | 2026-05
next month, apart | 다음 달 8일부터 | 2026-05-08/..
next month, short | 내달 24일 | 2026-05-24
last month | 지난달 27일 국회를 통과 | 2026-03-27
last month, restated | 다음 달 7월 마무리 | 2026-07
the month just named | 2025년 9월 3일 열고 같은 달 16일 닫았다 | 2025-09-03 2025-09-16
last week | 지난주 발표 | 2026-04-06/2026-04-12
this week | 이번 주 중 | 2026-04-13/2026-04-19
next week | 다음 주에는 | 2026-04-20/2026-04-26
a day of last week | 지난주 목요일 당정협의 | 2026-04-09
today | 오늘 회의에서 | 2026-04-13
today, bookish | 금일 회의 | 2026-04-13
today in brackets as a day | 금일(4.13.) 회의 | 2026-04-13
yesterday | 어제 발표된 | 2026-04-12
nowadays | 오늘날 데이터는 | -
past month | 지난 10월 | 2025-10
past month of this year | 지난 3월 | 2026-03
past month with a year | 지난 2024년 11월 | 2024-11
past year | 지난 1994년 시작 | 1994
past day | 지난 4월 8일 | 2026-04-08
past day of the year before | 지난 12월 8일 | 2025-12-08
past day of the month | 지난 3일 | 2026-04-03
past day of the month before | 지난 29일 | 2026-03-29
coming day | 오는 31일 | 2026-05-31
coming day of the month | 오는 24일(금) | 2026-04-24
coming month | 오는 5월 | 2026-05
coming month of the next year | 오는 2월 | 2027-02
coming dotted | 오는 12.31. 종료 | 2026-12-31
span since | 지난 1월부터 4주간 | 2026-01/..
half | 상반기 실적 | 2026-H1
both halves | 매년 2회(상·하반기) | -
quarter | 3분기 출시 | 2026-Q3
old quarter | 3/4분기 | 2026-Q3
quarters with one unit | 2025년 1ㆍ2분기 | 2025-Q1 2025-Q2
end of the year | 종료 시점인 연말에는 | 2026-12
end of the year, tax | 연말정산 자료 | -
end of another year | 2024년 연말 | 2024-12
month's share | 5월분 신청 | 2026-05
month, whole | 5월 한 달 동안 | 2026-05
middle of a month | 4월 중순까지 | ../2026-04
month in brackets | 광주(4월), 토스(5월) | 2026-04 2026-05
day and clock | 4월 13일 09시 | 2026-04-13
news | 체결했다고 13일 밝혔다 | 2026-04-13
news with hours | 13일 오후 2시 개최 | 2026-04-13
weekday alone | 월요일에 개최 | -
two days | 4월 20일과 21일 이틀간 | 2026-04-20 2026-04-21
list of days | ’21.4.19일, 6.1일 및 6.10일 | 2021-04-19 2021-06-01 2021-06-10
list of months | ’25.3월, 6월, 9월 | 2025-03 2025-06 2025-09
series | (’24.1Q) 9.0→(2Q)15.1→(3Q)16.4 | 2024-Q1 2024-Q2 2024-Q3
list of years | ’20년, ’21년 및 ’22년 | 2020 2021 2022
table of years | 2023\\n2024\\n2025\\n적립금 | 2023 2024 2025
a plan of a day | 6.27 대책과 9.7 추가관리 방안 | 2026-06-27 2026-09-07
day of a name | 개인정보 보호의 날(9.30)이 있는 9월에 | 2026-09-30 2026-09
statistics | (8월)+4.7 (9월)+1.1 | 2026-08 2026-09
year of an event | 2026년 국외 보훈사적지 답사 | 2026
bare year of an event | ‘2022 전자문서 산업인의 날’ | 2022
bare year of a plan | ‘2020 주요정책 방향’ | 2020
bare year after a name | 코리아 핀테크 위크 2025」 개막 | 2025
bare years | 2022-2023 미래포럼 | 2022/2023
bare year before 인공지능 | 2025 인공지능 해킹방어 대회 | 2025
school year | 2026학년도 입학 | 2026
business year | 2026 사업연도 감사인 | 2026
FY | FY2025 결산 | 2025
FY, short | (FY27)부터 | 2027
Windows | Windows 10 지원 | -
Windows with a year | Windows 2012 서버 | -
a generation | 「2030 자문단」 출범 | -
a copyright | Copyright (c) 2005 All rights | -
law article | 제3조제2항 및 제174조 | -
number of a notice | 금융위원회 공고 제2026-348호 | -
number of a warning | 소비자경보 2026 - 8호 | -
number of a case | 선고 2018도1917 판결 | -
phone | ☎ 02-2100-2681, 044-202-5560 | -
phone with a bracket | 02)2100-2907 | -
version | 마이데이터 2.0, 5G, v7.15. | -
percentages | 4.19% 및 7.15% | -
amounts | 1.6조원, 3.5억원, 12.3만명 | -
sections | 2.2.1. 개인정보 3.1.1.(1) | -
address | 서버 10.12.5.3 접속 | -
web address | https://www.example.kr/2026/04/13/view.do?no=2026.4.13 | -
mail | press2026@korea.kr | -
ratio | 찬성 7/15 비율 | -
file name | 260413-KISA-2026년 4월 공고.pdf | -
file name in a list | - 260413 (조간) 2026년 4월 13일 발표.hwp | -
durations | 3년간, 10일간, 5개월, 15일 이내, 30일 이상 | -
lengths | 최장 10년 분할상환, 만기 20년 | -
prison | 징역 1년 6월에 집행유예 | -
suspension | 직무정지 6월(담당임원) | -
trade days | T+2일 결제, D-7일 | -
every year | 매년 9월 30일까지 | -
every month | 매월 10일 지급 | -
vague | 최근, 향후, 코로나 이후 | -
closing of accounts | 12월 결산법인 | -
ages | 만 19세 이상 34세 이하 | -
clock | 09:00~18:00, 오후 3시 30분 | -
million | 2026만 명이 | -
impossible day | 2026. 2. 30. | -
blank | 0000년 00월 00일 | -
movement | 3.1 운동 정신 | -
in a word | 완도금일 해상풍력, 국내주식, 카카오는 3월의 | 2026-03
2021-11-09
lost month | 내년 3 말까지 | ../2022-03
lost month after last year | 지난해 10 열린 | 2020-10
mojibake quote | (?17년) 3건, ?20년 1분기 | 2017 2020-Q1
2025-01-08
last month by the turn of the year | 12월 중 가계대출 동향 | 2024-12
what lies ahead at the turn of the year | 12월까지 신청 | ../2025-12
the weekday tells the year | 12월 30일(월) 개최 | 2024-12-30
2018-05-01
the weekday tells the month | 30일(월) 체결했다고 밝혔다 | 2018-04-30
1999-12-06
turn of the century | '00.1/4분기 안에 | 2000-Q1
quoted, last century | '97년 8월부터 | 1997-08/..
days over the century | 12.31(금) ~ 1.1(토) | 1999-12-31/2000-01-01
";

const ENGLISH: &str = "
2026-04-13
full | on January 16, 2020 in Sejong | 2020-01-16
day first | signed on 16 January 2020 | 2020-01-16
the weekday before | Online: 12:00, Sunday 12 April 2026 | 2026-04-12
abbreviated | Mon., Apr. 13, 2026 | 2026-04-13
glued | Print: morning editions of 13April | 2026-04-13
broken over a line | on Friday, 10 Ap\\nril at a meeting | 2026-04-10
dotted | Date 2026.04.11 Read 187 | 2026-04-11
dashes | Date\\n2026-04-13\\nhit | 2026-04-13
ordinal | on April 10th | 2026-04-10
ordinal first | the 10th of April | 2026-04-10
months side by side | in April and May, in March and May | 2026-04/2026-05 2026-03 2026-05
days side by side | on April 21 and 22, on June 2 and 9 people | 2026-04-21/2026-04-22 2026-06-02
short months | Apr.–May | 2026-04/2026-05
ordinal alone | held on the 9th, and will on the 20th at | 2026-04-09 2026-04-20
ordinal with its weekday | opens on Monday the 20th | 2026-04-20
ordinal of a month | on the 30th of last month | 2026-03-30
ordinals of other things | on the 5th floor, the 6th of ten, the 9th Forum | -
span in a month | Jan. 16-18 | 2026-01-16/2026-01-18
span with a dash | accepted April 13–22 | 2026-04-13/2026-04-22
span and year | held January 16–18, 2020 | 2020-01-16/2020-01-18
day first span | from 12 to 25 April | 2026-04-12/2026-04-25
day first span with a year | 12–15 June 2024 | 2024-06-12/2024-06-15
two months | from April 28 to May 3 | 2026-04-28/2026-05-03
two months through | April 28 through May 3, 2025 | 2025-04-28/2025-05-03
from to, short | from Apr. 13 to 17 | 2026-04-13/2026-04-17
month | was amended in January | 2026-01
month and year | since March 2024 | 2024-03/..
month of last year | in December last year | 2025-12
last month named | last October | 2025-10
next month named | next September | 2026-09
next | Next month, the ministry | 2026-05
this year | Starting this year, | 2026/..
last year | the contest of 2024 and last year. | 2024 2025
next year | from next year | 2027/..
last week | announced last week | 2026-04-06/2026-04-12
half | the first half of 2026 | 2026-H1
half of next year | in the first half of next year | 2027-H1
half of the year | the second half of the year | 2026-H2
quarter | in the third quarter | 2026-Q3
quarter of last year | the third quarter of last year | 2025-Q3
code | Q3 2025 and H1 2026 | 2025-Q3 2026-H1
code, turned | 3Q 2025, 1H 2026 | 2025-Q3 2026-H1
fiscal | fiscal year 2025 | 2025
end of a month | by end-June | ../2026-06
end of the month | at the end of February 2024 | 2024-02
end of a year | by the end of 2029 | ../2029-12
end of this year | by the end of this year | ../2026-12
within the year | Within the year, it will | ../2026-12-31
until a day | until 6 p.m. on April 22 at | ../2026-04-22
by a year | By 2030, the government | ../2030
until a month | until December | ../2026-12
since a year | since 1980 | 1980/..
from a day | from Monday, October 19 | 2026-10-19/..
growth from a year | up 5 percent from 2024 | 2024
between | between late May and August | 2026-05/2026-08
years | runs for three years (2025–2027) | 2025/2027
years with a lost dash | three years (2025?2027) | 2025/2027
years with a hyphen | Policy (2024-2028) | 2024/2028
years to | from 2016 to 2020 | 2016/2020
months with years | From March 2023 to June this year | 2023-03/2026-06
list | in 2020 and 2021, when | 2020 2021
event | the 2026 Overseas Historic Site Tour | 2026
long ago | born in 1934 in Seoul | 1934
May the verb | The ministry May extend it; it may rain | -
May the month | in May and on May 26 | 2026-05 2026-05-26
may be March | they march on | -
counts | 2000 people and 1950 students | -
clock | at 6 p.m. and 10:30 | -
product | Windows 10, Office 2016 | -
paragraph | next September.\\n\\n5. Korea | 2026-09
movement | March 1 Independence Movement | 2026-03-01
today | announced today | 2026-04-13
yesterday | signed yesterday | 2026-04-12
2026-04-13
over a comma | From Monday, Apr. 13, to Sunday, Apr. 19 | 2026-04-13/2026-04-19
over a bracket | from today (April 13) to May 4 | 2026-04-13/2026-05-04
over times of day | from 10 a.m. on 14 April to 5 p.m. on 20 April | 2026-04-14/2026-04-20
no later | submit it no later than May 4 | ../2026-05-04
before the end of a month | before the end of June | ../2026-06
a title | Korea to Sign Pact Tomorrow | 2026-04-14
before an end | before the end of this year | ../2026-12-31
an embargo | Embargoed until noon on Sunday, 12 April 2026 | 2026-04-12
from a day alone | sign up from the 13th. | 2026-04-13/..
a list | filed on April 19, June 1 and June 10, 2021 | 2021-04-19 2021-06-01 2021-06-10
a possessor | covered by this year's assessment | 2026
a name like a month | Director Park Hyeong Jun said | -
a name like a day | the National Tomorrow Learning Card | -
rows of a table | Cases\\n2021 14,688 -\\n2022 13,490 -1,198\\n2023 12,091 -1,399 | 2021 2022 2023
";

fn check(table: &str, language: Language) {
    let mut published = None;
    let mut wrong = Vec::new();
    let mut lines = 0;
    for line in table.lines().filter(|l| !l.is_empty()) {
        let mut cells = line.split(" | ");
        let (Some(what), Some(text), Some(values)) = (cells.next(), cells.next(), cells.next())
        else {
            published = line.parse().ok();
            assert!(published.is_some(), "{line}");
            continue;
        };
        lines += 1;
        let text = text.replace("\\n", "\n");
        let found: Vec<String> = find(&text, published, language)
            .iter()
            .map(|m| m.value.to_string())
            .collect();
        let found = if found.is_empty() {
            "-".to_owned()
        } else {
            found.join(" ")
        };
        if found != values {
            wrong.push(format!("{what}: {text:?} is {values}, not {found}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {lines} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn korean() {
    check(KOREAN, Language::Ko);
}

#[test]
fn english() {
    check(ENGLISH, Language::En);
}

mod damage {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever stands in the text: spans lie on characters, in order, none inside another, and nothing panics.
        #[test]
        fn spans_are_sound(text in "[0-9.~’년월일분기상하반지난오는올해부터까지 ()목/\\-,A-MQ\n]{0,60}") {
            let day = jiff::civil::date(2026, 4, 13);
            for published in [None, Some(day)] {
                let mut at = 0;
                for mention in find(&text, published, Language::Mixed) {
                    prop_assert!(mention.span.start >= at && !mention.span.of(&text).is_empty());
                    at = mention.span.end;
                }
            }
        }

        #[test]
        fn pieces_of_dates_are_sound(parts in prop::collection::vec(prop::sample::select(vec![
            "2026. 4. 13.", "(월)", "~", "’25", ".12", "월말", "부터", "까지", " ", "\n", "4월", "13일", "April ", "13", "–",
            ", 2026", "from ", "by the end of ", "last year", "지난 ", "3분기", "上", "·", "연말", "오늘(", ")", "2024", "09:00",
        ]), 0..16)) {
            let text = parts.concat();
            let mut at = 0;
            for mention in find(&text, Some(jiff::civil::date(2026, 4, 13)), Language::Mixed) {
                prop_assert!(mention.span.start >= at && !mention.span.of(&text).is_empty());
                at = mention.span.end;
            }
        }
    }
}

#[test]
fn hostile_texts_cost_no_more_than_their_length() {
    for piece in [
        "1",
        "1.",
        "’",
        "~1",
        "올해 ",
        "1월 ",
        "from ",
        "the end of ",
        "1,1,",
        "\n",
        "(",
        "2026",
        "지난 지난 ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let begun = std::time::Instant::now();
        find(&text, Some(jiff::civil::date(2026, 4, 13)), Language::Mixed);
        assert!(begun.elapsed().as_secs() < 5, "{piece:?}");
    }
}

#[test]
fn weekdays_that_contradict() {
    let published = Some(jiff::civil::date(2026, 4, 13));
    let text = "2026. 4. 13.(화) 개최";
    let found = find(text, published, Language::Ko);
    let warning = found.iter().find_map(|m| m.conflict.as_deref());
    assert_eq!(
        warning,
        Some("weekday_conflict: '2026. 4. 13.(화)' is a 월")
    );
    assert!(
        find("2026. 4. 13.(월) 개최", published, Language::Ko)
            .iter()
            .all(|m| m.conflict.is_none())
    );
}

#[test]
fn a_weekday_tells_the_year_where_nothing_says_when_the_text_came_out() {
    for (text, expected) in [
        ("2026년 예산이 4월 10일(금) 확정됐다", Some("2026-04-10")),
        ("2026년 예산이 4월 10일(목) 확정됐다", None),
        ("2026년 예산이 4월 10일 확정됐다", None),
        ("예산이 4월 10일(금) 확정됐다", None),
    ] {
        let found = find(text, None, Language::Ko);
        let mut values = found.iter().map(|m| m.value.to_string());
        let day = values.find(|value| value.len() == "2026-04-10".len());
        assert_eq!(day.as_deref(), expected, "{text}");
    }
}

#[test]
fn roles() {
    let published = Some(jiff::civil::date(2026, 4, 13));
    for (text, role) in [
        ("보도시점 2026. 4. 13.(월) 12:00", Some(DateRole::Published)),
        ("업무협약을 4월 13일 체결했다", Some(DateRole::Signed)),
        ("4월 20일 서울에서 포럼을 개최한다", Some(DateRole::Held)),
        ("일시 : 4. 20.(월) 10:00", Some(DateRole::Held)),
        ("개정안은 7월 1일 시행된다", Some(DateRole::Effective)),
        ("5월 3일까지 신청하면 된다", Some(DateRole::Deadline)),
        ("’25.12월말 기준 1.2조원", Some(DateRole::Period)),
        ("4월 20일 비가 왔다", None),
    ] {
        let found = find(text, published, Language::Ko);
        assert_eq!(found.first().and_then(|m| m.role), role, "{text}");
    }
}

#[test]
fn the_table_of_words_has_no_unknown_class() {
    assert_eq!(words::unknown_classes(), Vec::<&str>::new());
}
